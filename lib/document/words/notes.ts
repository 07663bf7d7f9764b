import type { CompareReport, Note } from '../../analysis/report'
import { formatBytes } from '../../i18n/format'
import { plain } from '../../oci/plain'
import { type NoteView, notedTags, noteHref } from '../compare/note-link'
import type { Row } from '../compare/rows'
import type { ChartNote } from '../document'
import { aboutText, type CardContext } from '../values'
import { cellText, whyText } from './cell-text'

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

/** What stands out as lists and marks say it, by its number: `(2) Chained: 0.0.7: chain broken, update 53MB. It holds …` */
export function noteSentence(note: Note, report: CompareReport, context: CardContext): string {
  const { words } = context
  const t = words('notes')
  const item = t('item', { label: noteLabel(note, report, context), why: noteWhy(note, report, context) })
  const { name = '' } = report.strategies[note.strategy] ?? {}
  const text = report.strategies.length > 1 ? aboutText(words, name, item) : item
  return t('numbered', { number: report.notes.indexOf(note) + 1, text })
}

/**
 * The notes that fall on the rows of a chart, to be marked there.
 *
 * @param rows    in view, of this report
 * @param linked  what their links have, where they are some
 */
export function notesOnRows(
  report: CompareReport,
  rows: readonly Row[],
  context: CardContext & { readonly linked?: NoteView | undefined },
): readonly ChartNote[] {
  return report.notes.flatMap((note, at): readonly ChartNote[] => {
    const { strategy } = note
    const [tag] = notedTags(report, note)
    const place = rows.findIndex(({ tags }) => tag !== undefined && tags[strategy] === tag)
    if (place < 0) return []
    return [
      {
        ...{ place, strategy, number: at + 1 },
        colour: report.strategies[strategy]?.colour ?? strategy,
        text: noteLabel(note, report, context),
        sentence: noteSentence(note, report, context),
        href: context.linked && noteHref(note, report, context.linked),
      },
    ]
  })
}
