import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import type { ExportCell, ExportTable, ExportValue, LegendEntry } from '@/lib/exports/document'
import { plain } from '@/lib/exports/plain'
import { type Footnotes, footnoteOf, footnotesIn } from '@/lib/report/footnotes'

interface Props {
  readonly table: ExportTable
  readonly legend: readonly LegendEntry[]
  readonly footnotes: Footnotes
  /** Its name for screen readers where it has no caption. */
  readonly label: string
  /** Whether what it stands in scrolls, so that it need not. */
  readonly fixed?: boolean
}

/** With more strategies than this, a cell's values stand below each other too. */
const MOST_BESIDE = 3
/** With more columns than this, letters get smaller. */
const MOST_COLUMNS = 9
/** Characters up to which a value is a figure, which is not torn apart; beyond it is words. */
const MOST_WHOLE = 14
/** With fewer rows than this, a table stays on one page. */
const SHORT = 14

/** A table of a document, for reading: values side by side as in the articles, reasons as footnotes. */
export function DocumentTable({ table, legend, footnotes, label, fixed = false }: Props) {
  const { caption, columns, rows, totals = [] } = table
  const notes = footnotesIn(table, footnotes)
  // Where each cell names its small figures itself, the header need not.
  const besides = columns.map((_, place) =>
    rows.some((row) => row[place]?.beside?.length && row[place].besideLabel === undefined),
  )
  const cellsOf = (row: (typeof rows)[number], header: 'th' | 'td') =>
    row.map((cell, place) => {
      const column = columns[place]
      const Tag = place === 0 ? header : 'td'
      return (
        <Tag
          key={column?.id ?? String(place)}
          scope={Tag === 'th' ? 'row' : undefined}
          className={column?.align === 'right' ? 'right' : undefined}
        >
          <Cell cell={cell} legend={column?.perStrategy ? legend : []} footnotes={footnotes} />
        </Tag>
      )
    })
  return (
    <div className={rows.length < SHORT ? 'short' : undefined}>
      {/* A table that scrolls has to be reachable by keyboard. */}
      <section
        className={fixed ? undefined : 'scroll'}
        tabIndex={fixed ? undefined : 0}
        aria-label={fixed ? undefined : (caption ?? label)}
      >
        <table className={columns.length > MOST_COLUMNS ? 'wide' : undefined}>
          {caption !== undefined && <caption>{plain(caption)}</caption>}
          <thead>
            <tr>
              {columns.map(({ id, title, align, beside }, place) => (
                <th key={id} scope="col" className={align === 'right' ? 'right' : undefined}>
                  {plain(title)}
                  {besides[place] && beside !== undefined && <span className="beside">{beside}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={String(index)}>{cellsOf(row, 'th')}</tr>
            ))}
          </tbody>
          {totals.length > 0 && (
            <tfoot>
              {totals.map((row, index) => (
                <tr key={String(index)}>{cellsOf(row, 'th')}</tr>
              ))}
            </tfoot>
          )}
        </table>
      </section>
      {notes.length > 0 && (
        <ul className="footnotes">
          {notes.map(([reason, number]) => (
            <li key={number}>
              <sup>{number}</sup> {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface CellProps {
  readonly cell: ExportCell
  /** Of a column with a value per strategy; else none. */
  readonly legend: readonly LegendEntry[]
  readonly footnotes: Footnotes
}

function Cell({ cell: { values, beside = [], besideLabel }, legend, footnotes }: CellProps) {
  return (
    <>
      <Values values={values} legend={legend} footnotes={footnotes} />
      {beside.length > 0 && (
        <span className="beside">
          {besideLabel && `${besideLabel} `}
          <Values values={beside} legend={legend} footnotes={footnotes} />
        </span>
      )}
    </>
  )
}

interface ValuesProps {
  readonly values: readonly ExportValue[]
  readonly legend: readonly LegendEntry[]
  readonly footnotes: Footnotes
}

function Values({ values, legend, footnotes }: ValuesProps) {
  const many = legend.length > MOST_BESIDE && values.length > MOST_BESIDE
  const shown = values.map((value, place) => (
    <Value
      key={String(place)}
      value={value}
      last={place === values.length - 1}
      colour={many ? legend[place]?.colour : undefined}
      footnote={footnoteOf(value.why, footnotes)}
    />
  ))
  if (!many) return shown
  const columns = values.length === MOST_BESIDE + 1 ? 2 : MOST_BESIDE
  return (
    <span className="many" style={{ gridTemplateColumns: `repeat(${columns}, auto)` }}>
      {shown}
    </span>
  )
}

interface ValueProps {
  readonly value: ExportValue
  readonly last: boolean
  readonly colour: number | undefined
  readonly footnote: number | undefined
}

/** A figure with the stroke to the next one. */
function Value({ value: { text, best = false }, last, colour, footnote }: ValueProps) {
  const t = useTranslations('cards')
  return (
    <>
      <span className={[...text].length > MOST_WHOLE ? 'words' : 'value'}>
        {colour !== undefined && <StrategyMark colour={colour} className="mark" />}
        <span className={best ? 'best' : undefined}>{plain(text)}</span>
        {best && <span className="seen"> ({t('best')})</span>}
        {footnote !== undefined && <sup>{footnote}</sup>}
        {!last && ' /'}
      </span>
      {!last && ' '}
    </>
  )
}
