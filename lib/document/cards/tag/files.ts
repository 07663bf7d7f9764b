import type { FileRow } from '../../../analysis/chain-report'
import { formatBytes, formatMode, formatTime } from '../../../i18n/format'
import type { CardColumn, CardRow } from '../../document'
import type { ListedLine } from '../../tag/file-listing'
import { columnsNamed, LEFT, RIGHT, textCell } from '../../values'
import { sinceText } from '../../words/figure-text'
import type { CardDefinition } from '../card'
import { bytesCell, instructionsOf, pathOf, type TagContext, UNREAD_FILES } from './context'

/** Paths that an export lists at most. */
export const MOST_FILES = 1000

/** The list that the Files tab shows. */
export const filesCard: CardDefinition<'files'> = {
  id: 'files',
  title: 'files.heading',
  pages: ['tag'],
  needs: 'files',
  offered: { name: 'tab', value: 'files' },
  missing: UNREAD_FILES,
  says(context) {
    const { report, units, words, source, view, q, layer, listing } = context
    const t = words('files')
    const more = words('exportsMore')
    const { lines, total, view: whole } = listing
    const shown = lines.filter(({ kind }) => kind === 'file').length
    return {
      note: more('filesNote', { view }),
      remarks: [
        more('ofLayer', { layer: layer + 1, instruction: instructionsOf(report)[layer] ?? '' }),
        ...(q === '' ? [] : [more('query', { text: q })]),
        t('total', {
          shown: total,
          files: whole.files,
          bytes: formatBytes(whole.bytes, 'unpacked', units),
          hidden: formatBytes(whole.hiddenBytes, 'unpacked', units),
        }),
        ...(shown < total ? [more('moreRows', { shown, total })] : []),
        ...(total === 0 ? [t('nothing')] : []),
      ],
      tables:
        lines.length > 0
          ? [{ columns: columnsOf(context), rows: lines.map((line) => rowOf(context, line)) }]
          : [],
      source,
    }
  },
}

function columnsOf({ words }: TagContext): readonly CardColumn[] {
  const t = words('files')
  return [
    { id: 'path', title: t('path'), ...LEFT },
    { id: 'change', title: words('exportsMore')('change'), ...LEFT },
    ...columnsNamed(t, { layer: 'right', size: 'right' }),
    { id: 'hidden', title: t('hiddenBytes'), ...RIGHT },
    ...columnsNamed(t, { mode: 'left', owner: 'left', modified: 'left' }),
  ]
}

function rowOf(context: TagContext, line: ListedLine): CardRow {
  const t = context.words('files')
  const { row } = line
  if (line.kind === 'shadow') {
    const { how, layer, by, bytes } = line.shadow
    return [
      textCell(pathOf(row)),
      textCell(t(`shadow.${how}`, { layer: layer + 1, by: by + 1 })),
      textCell(String(layer + 1)),
      textCell(''),
      bytesCell(context, bytes),
      ...[1, 2, 3].map(() => textCell('')),
    ]
  }
  const { layer, bytes, hiddenBytes, mode, uid, gid, modified } = row
  return [
    textCell(pathOf(row)),
    textCell(changeText(context, row)),
    textCell(layer === undefined ? '' : String(layer + 1)),
    row.absent ? textCell('') : bytesCell(context, bytes),
    hiddenBytes > 0 ? bytesCell(context, hiddenBytes) : textCell(''),
    textCell(mode === undefined ? '' : formatMode(mode)),
    textCell(uid === undefined ? '' : `${uid}:${gid}`),
    textCell(modified === undefined ? '' : formatTime(new Date(modified * 1000).toISOString())),
  ]
}

/** What the layer did to the path; among the tags of a series, what became of it since the tag before. */
function changeText({ words, units }: TagContext, { change, absent, since }: FileRow): string {
  const t = words('files')
  if (change) return t(`changes.${change}`)
  if (absent) return t('absent')
  return since ? sinceText(t, since, units) : ''
}
