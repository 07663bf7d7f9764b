import { useTranslations } from 'next-intl'
import type { CardChart, CardDocument } from '@/lib/document/document'
import type { Footnotes } from '@/lib/document/report/footnotes'
import { plain } from '@/lib/oci/plain'
import { Chart } from './chart'
import { Legend } from './legend'
import { SheetTable } from './sheet-table'

interface Props {
  readonly document: CardDocument
  readonly footnotes: Footnotes
  /** Whether its title stands above it already. */
  readonly titled?: boolean
}

/** Pixels of a chart on the sheet: paper is narrower, so that letters come out at about 8 pt there. */
const WIDTH = 760
/** Room for a drill core, the bytes of its layers and their numbers. */
const CORE_WIDTH = 200
/** A wider table adds nothing to the picture for a reader; it is an export of its own. */
const MOST_COLUMNS = 17

/** Charts whose parts have the strategies' names on them: a legend above would say them twice. */
const NAMED: readonly CardChart['kind'][] = ['heat', 'strips']

/**
 * One card for reading: what it is, its strategies, sentences, table and chart; a drill core beside its table. A map
 * has its figures in its cells: its table is folded, and stays out of what is printed.
 */
export function SheetCard({ document, footnotes, titled = false }: Props) {
  const t = useTranslations('report')
  const cards = useTranslations('cards')
  const { title, note, legend, remarks, tables, charts, units } = document
  const widest = Math.max(0, ...tables.map(({ columns }) => columns.length))
  const drawnTables = tables.map((table, index) =>
    table.columns.length > MOST_COLUMNS ? null : (
      <SheetTable
        key={String(index)}
        table={table}
        // Its card is a landmark by the title itself.
        label={`${title}: ${cards('table')}`}
        legend={legend}
        footnotes={footnotes}
      />
    ),
  )
  const isCore = charts.some(({ kind }) => kind === 'stack')
  const isMap = charts.some(({ kind }) => kind === 'heat')
  const width = isCore ? CORE_WIDTH : WIDTH
  const drawnCharts = charts.map((chart, index) => (
    <figure key={String(index)}>
      <Chart chart={unlettered(chart)} legend={legend} units={units} width={width} />
      <figcaption>{isCore ? plain(chart.note) : `${plain(chart.title)}. ${plain(chart.note)}`}</figcaption>
    </figure>
  ))
  return (
    <div className="card">
      {!titled && <h3>{plain(title)}</h3>}
      {note && <p className="quiet">{plain(note)}</p>}
      {!charts.some(({ kind }) => NAMED.includes(kind)) && (
        <Legend legend={legend} list="legend" entry="" mark="mark" />
      )}
      <Remarks remarks={remarks} />
      {isCore ? (
        <div className="core">
          {drawnCharts}
          <div>{drawnTables}</div>
        </div>
      ) : (
        <>
          {!isMap && drawnTables}
          {widest > MOST_COLUMNS && <p className="quiet">{t('wideTable', { columns: widest })}</p>}
          {drawnCharts}
          {isMap && drawnTables.some((table) => table !== null) && (
            <details>
              <summary className="quiet">{t('asTable')}</summary>
              {drawnTables}
            </details>
          )}
        </>
      )}
    </div>
  )
}

/** The table beside says what made a layer. */
function unlettered(chart: CardChart): CardChart {
  if (chart.kind !== 'stack') return chart
  return { ...chart, layers: chart.layers.map((layer) => ({ ...layer, text: '' })) }
}

export function Remarks({ remarks }: Pick<CardDocument, 'remarks'>) {
  if (remarks.length === 0) return null
  return (
    <ul className="remarks">
      {remarks.map((remark) => (
        <li key={remark}>{plain(remark)}</li>
      ))}
    </ul>
  )
}
