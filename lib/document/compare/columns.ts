import type { SeriesCellId, TagCellId } from '../../analysis/report'
import type { OptionalColumn, SortKey } from '../../link/view-state'
import type { Basis } from '../../oci/bytes'
import type { Precision } from '../words/cell-text'

export type CardId = 'total' | 'cached' | 'uncached'

/** One column of a card's table. */
export interface Column {
  /** Key of its header in the messages. */
  readonly title: 'layers' | 'local' | 'registry' | 'download' | 'cachedImages' | 'share' | 'left'
  readonly cell: TagCellId
  /** The same measure in the other basis, shown small beside it. */
  readonly beside?: TagCellId
  readonly precision?: Precision
  readonly sort?: SortKey
  readonly align: 'right' | 'left'
  /** Whether a smaller figure is the better one. */
  readonly compares: boolean
  /** Figures of the whole series for the last line. */
  readonly total?: SeriesCellId
  readonly naive?: SeriesCellId
}

/** Columns of a card, in the articles' order, then the optional ones that a person chose. */
export function columnsOf(card: CardId, basis: Basis, chosen: readonly OptionalColumn[]): readonly Column[] {
  const layers: Column = { title: 'layers', cell: 'layers', sort: 'layers', align: 'right', compares: true }
  if (card === 'total') return [layers, ...TOTAL, ...optional(basis, chosen)]
  const other = basis === 'transfer' ? 'unpacked' : 'transfer'
  const download: Column = {
    title: 'download',
    cell: `${card}:${basis}`,
    beside: `${card}:${other}`,
    sort: card,
    align: 'right',
    compares: true,
  }
  if (card === 'uncached') return [layers, download]
  const images: Column = { title: 'cachedImages', cell: 'cached-images', align: 'left', compares: false }
  return [layers, download, images]
}

const TOTAL: readonly Column[] = [
  {
    title: 'local',
    cell: 'local',
    sort: 'local',
    align: 'right',
    compares: true,
    total: 'host-disk',
    naive: 'naive-host',
  },
  {
    title: 'registry',
    cell: 'registry',
    precision: 'registry',
    sort: 'registry',
    align: 'right',
    compares: true,
    total: 'registry-disk',
    naive: 'naive-registry',
  },
]

function optional(basis: Basis, chosen: readonly OptionalColumn[]): readonly Column[] {
  const share: Column = { title: 'share', cell: `share:${basis}`, align: 'right', compares: false }
  const left: Column = { title: 'left', cell: 'releases-left', align: 'right', compares: false }
  return [...(chosen.includes('share') ? [share] : []), ...(chosen.includes('left') ? [left] : [])]
}

/** The column whose spread the difference column shows. */
export function comparedColumn(columns: readonly Column[]): Column | undefined {
  return columns.findLast(({ compares, title }) => compares && title !== 'layers')
}
