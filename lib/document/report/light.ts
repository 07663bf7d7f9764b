import type { TagReport } from '../../analysis/report'
import type { CardCell, CardChart, CardRow, CardTable, CardValue } from '../document'

const NO_TAG: TagReport = { tag: '', reference: '', failures: [], cells: {} }
const NO_LAYERS: readonly [] = []

/** What a picture needs of bars: the layers behind each band would make a page many times as long. */
export function lightChart(chart: CardChart): CardChart {
  if (chart.kind !== 'bars') return chart
  return {
    ...chart,
    groups: chart.groups.map(({ label, bars }) => ({
      label,
      bars: bars.map(
        (bar) =>
          bar && {
            ...bar,
            tag: NO_TAG,
            bands: bar.bands.map(({ bytes, slot, reused }) => ({
              key: '',
              bytes,
              slot,
              reused,
              layers: NO_LAYERS,
            })),
          },
      ),
    })),
  }
}

/** What is read of a table: what a value is beside its text would make a page twice as long. */
export function lightTable(table: CardTable): CardTable {
  return { ...table, rows: table.rows.map(lightRow), totals: table.totals?.map(lightRow) }
}

const lightRow = (row: CardRow): CardRow => row.map(lightCell)

const lightCell = ({ values, beside, besideLabel }: CardCell): CardCell => ({
  values: values.map(lightValue),
  beside: beside?.map(lightValue),
  besideLabel,
})

const lightValue = ({ text, why, best }: CardValue): CardValue => ({ text, why, best })
