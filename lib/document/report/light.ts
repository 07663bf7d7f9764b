import type { TagReport } from '../../analysis/report'
import type { ExportCell, ExportChart, ExportRow, ExportTable, ExportValue } from '../document'

const NO_TAG: TagReport = { tag: '', reference: '', failures: [], cells: {} }
const NO_LAYERS: readonly [] = []

/** What a picture needs of bars: the layers behind each band would make a page many times as long. */
export function lightChart(chart: ExportChart): ExportChart {
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
export function lightTable(table: ExportTable): ExportTable {
  return { ...table, rows: table.rows.map(lightRow), totals: table.totals?.map(lightRow) }
}

const lightRow = (row: ExportRow): ExportRow => row.map(lightCell)

const lightCell = ({ values, beside, besideLabel }: ExportCell): ExportCell => ({
  values: values.map(lightValue),
  beside: beside?.map(lightValue),
  besideLabel,
})

const lightValue = ({ text, why, best }: ExportValue): ExportValue => ({ text, why, best })
