import type { TagReport } from '../../analysis/report'
import type { Bar } from '../compare/bars'
import type { CardChart, CardRow, CardTable, CardValue } from '../document'

const NO_TAG: TagReport = { tag: '', reference: '', failures: [], cells: {} }
const NO_LAYERS: readonly [] = []

/** What a picture needs of bars: the layers behind each band would make a page many times as long. */
export function lightChart(chart: CardChart): CardChart {
  if (chart.kind !== 'bars') return chart
  const lightBar = (bar: Bar | undefined) =>
    bar && {
      ...bar,
      tag: NO_TAG,
      bands: bar.bands.map((band) => ({ ...band, key: '', layers: NO_LAYERS })),
    }
  return { ...chart, groups: chart.groups.map(({ label, bars }) => ({ label, bars: bars.map(lightBar) })) }
}

/** What is read of a table: what a value is beside its text would make a page twice as long. */
export function lightTable(table: CardTable): CardTable {
  return { ...table, rows: table.rows.map(lightRow), totals: table.totals?.map(lightRow) }
}

const lightValue = ({ text, why, best }: CardValue): CardValue => ({ text, why, best })

const lightRow = (row: CardRow): CardRow =>
  row.map((cell) => ({
    ...cell,
    values: cell.values.map(lightValue),
    beside: cell.beside?.map(lightValue),
  }))
