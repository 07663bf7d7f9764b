'use client'

import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { CardCell, CardTable, CardValue, LegendEntry } from '@/lib/document/document'
import { plain } from '@/lib/document/plain'
import { type Footnotes, footnoteOf, footnotesIn } from '@/lib/document/report/footnotes'

interface Props {
  readonly table: CardTable
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

/**
 * A table of a document, for reading: values side by side as in the articles, reasons as footnotes. It has no state; as
 * a component of the browser its figures travel as figures, not as elements.
 */
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
          className={classOf(cell, column?.align)}
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

/** Words may be broken anywhere, a figure or a version nowhere. */
function classOf({ values, beside = [] }: CardCell, align: 'left' | 'right' | undefined): string | undefined {
  const words = [...values, ...beside].some(({ text }) => text.length > MOST_WHOLE)
  return [align === 'right' && 'right', words && 'words'].filter(Boolean).join(' ') || undefined
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
  readonly cell: CardCell
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
  readonly values: readonly CardValue[]
}

/** Values side by side; many of them also below each other, each with the mark of its strategy. */
function Values({ values, frame, perStrategy }: ValuesProps) {
  const { legend, footnotes, best, beside } = frame
  const many = perStrategy && legend.length > MOST_BESIDE && values.length > MOST_BESIDE
  const shown = values.map(({ text, best: isBest = false, why }, place) => {
    const footnote = footnoteOf(why, footnotes)
    const end = place === values.length - 1 ? '' : `${TOGETHER}/`
    return (
      <Fragment key={String(place)}>
        {isBest ? <span className="best">{wholeText(text)}</span> : wholeText(text)}
        {isBest && <span className="seen"> ({best})</span>}
        {footnote !== undefined && <sup>{footnote}</sup>}
        {end}
      </Fragment>
    )
  })
  if (!many) {
    return shown.map((value, place) => (
      <Fragment key={value.key}>
        {place > 0 && ' '}
        {value}
      </Fragment>
    ))
  }
  return (
    <span className={beside === 2 ? 'many two' : 'many'}>
      {shown.map((value, place) => (
        <span key={value.key} className={`of-${legend[place]?.colour ?? 0}`}>
          {value}{' '}
        </span>
      ))}
    </span>
  )
}

/** A space at which no line ends. */
const TOGETHER = '\u00a0'

/** A figure is not torn apart; words may be. */
function wholeText(text: string): string {
  const line = plain(text)
  return line.length > MOST_WHOLE ? line : line.replaceAll(' ', TOGETHER)
}
