import { type CardId, MEASURES, tagCellId } from '../../analysis/measures'
import type { Measure } from '../../analysis/measures/measure'
import type { SeriesCellId, TagCellId } from '../../analysis/report'
import type { OptionalColumn, SortKey } from '../../link/view-state'
import { type Basis, otherBasis } from '../../oci/bytes'
import type { TopicId } from '../method/topics'
import { type Form, formOf } from '../words/cell-text'

export type { CardId }

type AnyMeasure = (typeof MEASURES)[number]

/** One column of a card's table. */
export interface Column {
  /** Key of its header in the messages. */
  readonly title: AnyMeasure['column']
  readonly topic: TopicId
  readonly cell: TagCellId
  /** The same measure in the other basis, shown small beside it. */
  readonly beside?: TagCellId | undefined
  readonly form: Form
  readonly sort?: SortKey | undefined
  readonly align: 'right' | 'left'
  /** Whether a smaller figure is the better one. */
  readonly compares: boolean
  /** Figures of the whole series for the last line. */
  readonly total?: SeriesCellId | undefined
  readonly naive?: SeriesCellId | undefined
}

/** Columns of a card, in the articles' order, then the optional ones that a person chose. */
export function columnsOf(card: CardId, basis: Basis, chosen: readonly OptionalColumn[]): readonly Column[] {
  const other = otherBasis(basis)
  return MEASURES.flatMap((measure): Column[] => {
    const { cards, unit, besideOther }: Measure = measure
    if (!cards.includes(card) || (measure.optional && !chosen.includes(measure.column))) return []
    const series = 'series' in measure ? measure.series : undefined
    return [
      {
        title: measure.column,
        topic: measure.topic,
        cell: tagCellId(measure, basis),
        beside: besideOther ? tagCellId(measure, other) : undefined,
        form: formOf(measure, basis),
        sort: measure.sortable ? measure.id : undefined,
        align: unit === 'images' ? 'left' : 'right',
        compares: measure.smallestIsBest,
        ...series,
      },
    ]
  })
}

/** The column whose spread the difference column shows. */
export function comparedColumn(columns: readonly Column[]): Column | undefined {
  return columns.findLast(({ compares, title }) => compares && title !== 'layers')
}
