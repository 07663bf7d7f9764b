import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import type { CardDocument } from '@/lib/document/document'
import { plain } from '@/lib/document/plain'
import type { Footnotes } from '@/lib/document/report/footnotes'
import { DocumentChart } from './document-chart'
import { DocumentTable } from './document-table'

interface Props {
  readonly document: CardDocument
  readonly footnotes: Footnotes
  /** Whether its title stands above it already. */
  readonly titled?: boolean
}

/** Pixels of a chart on the sheet: paper is narrower, so that letters come out at about 8 pt there. */
const WIDTH = 760
/** A wider table tells a reader nothing that the picture does not; it is an export of its own. */
const MOST_COLUMNS = 17

/** One card for reading: what it is, its strategies, sentences, table and chart. */
export function DocumentCard({ document, footnotes, titled = false }: Props) {
  const { title, note, legend, remarks, tables, charts, units } = document
  const widest = Math.max(0, ...tables.map(({ columns }) => columns.length))
  return (
    <div className="card">
      {!titled && <h3>{plain(title)}</h3>}
      {note && <p className="quiet">{plain(note)}</p>}
      <Legend legend={legend} />
      <Remarks remarks={remarks} />
      {tables.map((table, index) =>
        table.columns.length > MOST_COLUMNS ? null : (
          <DocumentTable
            key={String(index)}
            table={table}
            legend={legend}
            footnotes={footnotes}
            label={title}
          />
        ),
      )}
      {widest > MOST_COLUMNS && <LeftOut columns={widest} />}
      {charts.map((chart, index) => (
        <figure key={String(index)}>
          <DocumentChart chart={chart} legend={legend} units={units} width={WIDTH} />
          <figcaption>
            {plain(chart.title)}. {plain(chart.note)}
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

function LeftOut({ columns }: { readonly columns: number }) {
  const t = useTranslations('report')
  return <p className="quiet">{t('wideTable', { columns })}</p>
}

function Legend({ legend }: Pick<CardDocument, 'legend'>) {
  if (legend.length === 0) return null
  return (
    <ul className="legend">
      {legend.map(({ name, colour }, place) => (
        <li key={String(place)}>
          <StrategyMark colour={colour} className="mark" />
          {plain(name)}
        </li>
      ))}
    </ul>
  )
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
