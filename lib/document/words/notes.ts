import type { CompareReport, Note, TagReport } from '../../analysis/report'
import { formatBytes } from '../../i18n/format'
import type { Row } from '../compare/rows'
import type { SeriesNote } from '../document'
import { plain } from '../plain'
import type { CardContext } from '../values'
import { cellText, whyText } from './cell-text'

/** The tag that a note is about, and the one before it. */
export function notedTags(
  { strategies }: CompareReport,
  { strategy, tag }: Note,
): readonly (TagReport | undefined)[] {
  const { tags } = strategies[strategy] ?? {}
  return [tags?.[tag], tags?.[tag - 1]]
}

/** What stands out, as short as a chart has room for: `0.0.14: +9MB, /srv/app/debug/core.dump`. */
export function noteLabel(note: Note, report: CompareReport, { units, words }: CardContext): string {
  const { code, figure, data, file, basis } = note
  const [tag] = notedTags(report, note)
  return words('notes')(file ? `${code}-file` : code, {
    ...data,
    tag: plain(tag?.tag ?? ''),
    figure: cellText(figure, units, code === 'grew-most' ? { signed: basis } : basis),
    file: file ? plain(`/${file.path}`) : '',
  })
}

/** What makes it stand out, and what there is to know of its figure. */
export function noteWhy(note: Note, { basis }: CompareReport, { units, words }: CardContext): string {
  const { code, data, figure, file } = note
  const t = words('notes')
  const sentences = [
    t(`${code}-why`, {
      ...data,
      typical: formatBytes(Number(data.typical ?? 0), note.basis, units),
      base: plain(`${data.base ?? ''}`) || 'none',
    }),
    file && t('file', { bytes: formatBytes(file.grownBytes, 'unpacked', units) }),
    note.basis === basis ? undefined : t('otherBasis', { basis: note.basis }),
    whyText(words('reasons'), figure),
  ]
  return sentences.filter((text) => text !== undefined).join(' ')
}

/**
 * The notes that fall on the rows of a chart, to be named there.
 *
 * @param rows    in view, of this report or of what `withoutEmpty` leaves of it
 * @param hrefOf  where each leads, on a page
 */
export function notesOnRows(
  report: CompareReport,
  rows: readonly Row[],
  context: CardContext,
  hrefOf?: (note: Note) => string | undefined,
): readonly SeriesNote[] {
  return report.notes.flatMap((note) => {
    const [tag] = notedTags(report, note)
    const place = rows.findIndex(({ tags }) => tag !== undefined && tags.includes(tag))
    const strategy = rows[place]?.tags.indexOf(tag) ?? -1
    if (strategy < 0) return []
    return [{ place, strategy, text: noteLabel(note, report, context), href: hrefOf?.(note) }]
  })
}
