import type { CardChart, CardDocument, CardTable } from '../../document/document'
import type { Face } from '../../link/view-state'
import { valuesPerRow } from './table-layout'

const MOST_ROWS = 250
const FEWEST_ROWS = 12
const MOST_VALUES = 6000

/** What of a card is drawn. */
export interface CardParts {
  readonly tables: readonly CardTable[]
  readonly charts: readonly CardChart[]
}

/**
 * Either face where the other is not there. A map and a table of the same figures are not drawn both; a chart that is
 * read with its table comes with it, and in a frame, which has no room for both, the table stands for it.
 */
export function partsOf({ tables, charts }: CardDocument, show: Face, isFramed: boolean): CardParts {
  const all = (test: (chart: CardChart) => boolean) => charts.length > 0 && charts.every(test)
  const isKeyed = tables.length > 0 && all((chart) => chart.kind === 'bars' && chart.keyed === true)
  const isMapped = show === 'both' && all(({ kind }) => kind === 'heat')
  const withTables = charts.length === 0 || isKeyed || (show !== 'chart' && !isMapped)
  const withCharts = tables.length === 0 || (show !== 'table' && !(isKeyed && isFramed))
  return { tables: withTables ? tables : [], charts: withCharts ? charts : [] }
}

/** Rows of each table that are drawn: thousands of values are not read in a picture, and it would not open. */
export function mostRows(tables: readonly CardTable[], strategies: number): number {
  const perRow = tables.reduce((sum, table) => sum + valuesPerRow(table, strategies), 0)
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_VALUES / Math.max(1, perRow))))
}
