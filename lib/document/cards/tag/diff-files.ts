import type { DiffFileRow, DiffFilesReport, DiffReport } from '../../../analysis/diff-report'
import type { CardCell, CardRow, CardTable } from '../../document'
import { LEFT, RIGHT, textCell } from '../../values'
import { shortened } from '../../words/shortened'
import { stepText } from '../../words/step-words'
import { bytesCell, type TagContext, valueWords } from './context'

type Saying = Pick<TagContext, 'units' | 'words'>

/** A line per path that differs, largest first. @param pair  position of the steps whose layers are compared */
export function diffFilesTable(
  saying: Saying,
  { pair }: { readonly pair: number | null },
  { pairs }: DiffReport,
  { rows }: DiffFilesReport,
): CardTable {
  const t = saying.words('diff')
  const { a, b } = (pair === null ? undefined : pairs[pair]) ?? {}
  const step = b ?? a
  const about = saying.words('exportsMore')
  return {
    caption: step
      ? about('about', { name: t('pairFiles'), text: shortened(stepText(t, step), 80) })
      : t('fileTable'),
    columns: [
      { id: 'path', title: t('path'), ...LEFT },
      { id: 'change', title: t('change'), ...LEFT },
      { id: 'differs', title: t('differs'), ...LEFT },
      { id: 'sizeA', title: t('sizeA'), ...RIGHT },
      { id: 'sizeB', title: t('sizeB'), ...RIGHT },
    ],
    rows: rows.map((row) => rowOf(saying, row)),
  }
}

function rowOf(saying: Saying, { path, change, kind, differs, aBytes, bBytes }: DiffFileRow): CardRow {
  const t = saying.words('diff')
  const values = valueWords(saying)
  const bytes = (there: boolean, count: number | undefined): CardCell =>
    there ? bytesCell(values, count) : textCell('')
  return [
    textCell(`/${path}${kind === 'directory' ? '/' : ''}`),
    textCell(t(`file-${change}`)),
    textCell(differs.map((what) => t(`differs-${what}`)).join(', ')),
    bytes(change !== 'added', aBytes),
    bytes(change !== 'removed', bBytes),
  ]
}
