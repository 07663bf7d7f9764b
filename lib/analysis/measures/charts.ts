import type { CardId, MEASURES } from './index'

type MeasureId = (typeof MEASURES)[number]['id']

/** A chart of one figure along tags, or of two that belong together. */
export interface ChartSpec {
  /** In a link it chooses the chart: `tfig=layers`; key of its words in the messages `figures`. */
  readonly id: string
  /** The cards that offer it; it is the first choice of the card where it comes first. */
  readonly cards: readonly CardId[]
  /** What its lines are, the second one dashed. */
  readonly of: readonly MeasureId[]
  /** Whether the second is what it would be without a cache: the room between is what the cache saves. */
  readonly saving?: boolean
}

/** The chart of every column that holds numbers. */
export const CHARTS = [
  { id: 'sizes', cards: ['total'], of: ['local', 'registry'] },
  { id: 'download', cards: ['cached'], of: ['cached', 'uncached'], saving: true },
  { id: 'first', cards: ['uncached'], of: ['uncached'] },
  { id: 'layers', cards: ['total', 'cached', 'uncached'], of: ['layers'] },
  { id: 'growth', cards: ['total'], of: ['growth'] },
  { id: 'stored', cards: ['total'], of: ['registry-so-far', 'host-so-far'] },
  { id: 'disk', cards: ['total'], of: ['disk'] },
  { id: 'share', cards: ['total'], of: ['share'] },
  { id: 'left', cards: ['total'], of: ['releases-left'] },
  { id: 'compression', cards: ['total'], of: ['compression'] },
] as const satisfies readonly ChartSpec[]

export type ChartId = (typeof CHARTS)[number]['id']

/** The charts that a card offers, its first choice first. */
export function chartsOf(card: CardId): readonly ChartId[] {
  return CHARTS.flatMap(({ id, cards }: ChartSpec & { readonly id: ChartId }) =>
    cards.includes(card) ? [id] : [],
  )
}
