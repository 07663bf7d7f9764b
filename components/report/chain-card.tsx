import type { CardDocument } from '@/lib/document/document'
import type { Footnotes } from '@/lib/document/report/footnotes'
import { DocumentChart } from './document-chart'
import { DocumentTable } from './document-table'

interface Props {
  readonly document: CardDocument
  readonly footnotes: Footnotes
}

/** Room for the core, the bytes of its layers and their numbers. */
const WIDTH = 200

/** The layers of one tag: the drill core beside their table. */
export function ChainCard({ document, footnotes }: Props) {
  const { title, note, tables, charts, units, legend } = document
  return (
    <div className="card">
      <h3>{title}</h3>
      <p className="quiet">{note}</p>
      <div className="core">
        {charts.map((chart) => (
          <figure key={chart.title}>
            {/* What made a layer stands in the table beside. */}
            <DocumentChart
              chart={
                chart.kind === 'stack'
                  ? { ...chart, layers: chart.layers.map((layer) => ({ ...layer, text: '' })) }
                  : chart
              }
              legend={legend}
              units={units}
              width={WIDTH}
            />
            <figcaption>{chart.note}</figcaption>
          </figure>
        ))}
        <div>
          {tables.map((table) => (
            <DocumentTable
              key={table.caption ?? ''}
              table={table}
              legend={legend}
              footnotes={footnotes}
              label={title}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
