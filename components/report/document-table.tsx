import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
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
/** With as many columns of several values, fewer of them stand beside each other. */
const MANY_COLUMNS = 4
/** With more columns than this, letters get smaller on paper. */
const MOST_COLUMNS = 9
/** Characters up to which a value is a figure, which is not torn apart; beyond it is words. */
const MOST_WHOLE = 14
/** With fewer rows than this, a table stays on one page. */
const SHORT = 14

/** A table of a document, for reading: values side by side as in the articles, reasons as footnotes. */
export function DocumentTable({ table, legend, footnotes, label, fixed = false }: Props) {
  const { caption, columns, rows, totals = [] } = table
  const t = useTranslations('cards')
  const notes = footnotesIn(table, footnotes)
  const wide = columns.filter(({ perStrategy }) => perStrategy).length
  const frame: Frame = {
    legend,
    footnotes,
    best: t('best'),
    beside: wide < (fixed ? MANY_COLUMNS - 1 : MANY_COLUMNS) ? MOST_BESIDE : 2,
  }
  const small = columns.length > MOST_COLUMNS || legend.length > MOST_BESIDE
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
          <Cell cell={cell} frame={frame} perStrategy={column?.perStrategy ?? false} />
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
        <table className={small ? 'wide' : undefined}>
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

/** What the cells of a table have in common. */
interface Frame {
  readonly legend: readonly LegendEntry[]
  readonly footnotes: Footnotes
  /** The word for the smallest of a row. */
  readonly best: string
  /** How many values stand beside each other. */
  readonly beside: number
}

interface CellProps {
  readonly cell: ExportCell
  readonly frame: Frame
  /** Whether it holds one value per strategy. */
  readonly perStrategy: boolean
}

function Cell({ cell: { values, beside = [], besideLabel }, frame, perStrategy }: CellProps) {
  return (
    <>
      <Values values={values} frame={frame} perStrategy={perStrategy} />
      {beside.length > 0 && (
        <span className="beside">
          {besideLabel && `${besideLabel} `}
          <Values values={beside} frame={frame} perStrategy={perStrategy} />
        </span>
      )}
    </>
  )
}

interface ValuesProps extends Omit<CellProps, 'cell'> {
  readonly values: readonly ExportValue[]
}

/** Values side by side; many of them also below each other, each with the mark of its strategy. */
function Values({ values, frame, perStrategy }: ValuesProps) {
  const { legend, footnotes, best, beside } = frame
  const many = perStrategy && legend.length > MOST_BESIDE && values.length > MOST_BESIDE
  const shown = values.map(({ text, best: isBest = false, why }, place) => {
    const last = place === values.length - 1
    const footnote = footnoteOf(why, footnotes)
    return (
      <Fragment key={String(place)}>
        <span className={text.length > MOST_WHOLE ? 'words' : 'value'}>
          {many && <StrategyMark colour={legend[place]?.colour ?? 0} className="mark" />}
          {isBest ? <span className="best">{plain(text)}</span> : plain(text)}
          {isBest && <span className="seen"> ({best})</span>}
          {footnote !== undefined && <sup>{footnote}</sup>}
          {!last && ' /'}
        </span>
        {!last && ' '}
      </Fragment>
    )
  })
  return many ? <span className={beside === 2 ? 'many two' : 'many'}>{shown}</span> : shown
}
