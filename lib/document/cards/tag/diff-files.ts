import type { DiffFileRow, DiffFilesReport, DiffReport } from '../../../analysis/diff-report'
import type { CardCell, CardRow, CardTable } from '../../document'
import { aboutText, type CardContext, LEFT, RIGHT, textCell } from '../../values'
import { shortened } from '../../words/shortened'
import { stepText } from '../../words/step-words'
import { bytesCell } from './context'

/** A line per path that differs, largest first. @param pair  position of the steps whose layers are compared */
export function diffFilesTable(
  saying: CardContext,
  { pair }: { readonly pair: number | null },
  { pairs }: DiffReport,
  { rows }: DiffFilesReport,
): CardTable {
  const t = saying.words('diff')
  const { a, b } = (pair === null ? undefined : pairs[pair]) ?? {}
  const step = b ?? a
  return {
    caption: step
      ? aboutText(saying.words, t('pairFiles'), shortened(stepText(t, step), 80))
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

function rowOf(saying: CardContext, { path, change, kind, differs, aBytes, bBytes }: DiffFileRow): CardRow {
  const t = saying.words('diff')
  const bytes = (there: boolean, count: number | undefined): CardCell =>
    there ? bytesCell(saying, count) : textCell('')
  return [
    textCell(`/${path}${kind === 'directory' ? '/' : ''}`),
    textCell(t(`file-${change}`)),
    textCell(differs.map((what) => t(`differs-${what}`)).join(', ')),
    bytes(change !== 'added', aBytes),
    bytes(change !== 'removed', bBytes),
  ]
}
