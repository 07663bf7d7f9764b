'use client'

import type { CardTable, LegendEntry } from '@/lib/document/document'
import { type Footnotes, footnoteOf, footnotesIn } from '@/lib/document/report/footnotes'
import { isSpread, spreadTable } from '@/lib/document/spread'
import { plain } from '@/lib/oci/plain'
import { classes, coloursOf, DrawnCell, Grid, type Medium, type Skin } from './grid'

interface Props {
  readonly table: CardTable
  readonly legend: readonly LegendEntry[]
  readonly footnotes: Footnotes
  /** Its name for screen readers where it has no caption. */
  readonly label: string
  /** Whether the element around it scrolls, so that it need not. */
  readonly fixed?: boolean
}

/** More columns than these do not fit on a sheet: values of strategies stand below each other then. */
const MOST_SPREAD = 14
/** With as many columns of several values, fewer of them stand beside each other. */
const MANY_COLUMNS = 3
/** With more columns than this, letters get smaller on paper. */
const MOST_COLUMNS = 9
/** Characters up to which a value is a figure, which is not torn apart; beyond it is words. */
const MOST_WHOLE = 14
/** With fewer rows than this, a table stays on one page. */
const SHORT = 14
/** A space at which no line ends. */
const TOGETHER = '\u00a0'

/**
 * A table of a document on paper or a slide, where nothing opens: reasons are footnotes. It has no state; as a
 * component of the browser its figures travel as figures, not as elements.
 */
export function SheetTable({ table: whole, legend, footnotes, label, fixed = false }: Props) {
  const spread = spreadTable(whole, legend)
  const table = spread.columns.length <= MOST_SPREAD ? spread : whole
  const { caption, columns, rows } = table
  const notes = footnotesIn(table, footnotes)
  const wide = columns.filter(({ perStrategy }) => perStrategy).length
  const medium = mediumOf(legend, footnotes, wide >= MANY_COLUMNS)
  return (
    <div className={rows.length < SHORT ? 'short' : undefined}>
      {/* A table that scrolls has to be reachable by keyboard. */}
      <section
        className={fixed ? undefined : 'scroll'}
        tabIndex={fixed ? undefined : 0}
        aria-label={fixed ? undefined : (caption ?? label)}
      >
        <Grid
          table={table}
          skin={skinOf(table, legend)}
          caption={caption !== undefined && <caption>{plain(caption)}</caption>}
          title={(place, beside) => (
            <>
              {plain(columns[place]?.title ?? '')}
              {beside && <span className="beside">{beside}</span>}
            </>
          )}
          draw={(cell, place) => (
            <DrawnCell
              cell={cell}
              medium={medium}
              perStrategy={columns[place]?.perStrategy}
              colours={coloursOf(columns[place], legend)}
            />
          )}
        />
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

/** The names that the style sheets of paper and slides know. Words may be broken anywhere, a figure nowhere. */
function skinOf({ columns }: CardTable, legend: readonly LegendEntry[]): Skin {
  const right = (place: number) => columns[place]?.align === 'right' && 'right'
  const body: Skin['body'] = (place, { values, beside = [] }) =>
    classes(right(place), [...values, ...beside].some(({ text }) => text.length > MOST_WHOLE) && 'words')
  return {
    table: classes(
      'stack',
      (columns.length > MOST_COLUMNS || isSpread(legend.length)) && 'wide',
      columns.some(({ strategy }) => strategy) && 'spread',
    ),
    head: (place) => classes(right(place)),
    body,
    foot: body,
    mark: 'mark',
    seen: 'seen',
  }
}

/** Many values stand below each other, each with the mark of its strategy. */
function mediumOf(legend: readonly LegendEntry[], footnotes: Footnotes, isTight: boolean): Medium {
  return {
    best: 'best',
    seen: 'seen',
    beside: 'beside',
    slash: <span className="slash">{`${TOGETHER}/`}</span>,
    draw({ text }) {
      const line = plain(text)
      return line.length > MOST_WHOLE ? line : line.replaceAll(' ', TOGETHER)
    },
    after({ why }) {
      const footnote = footnoteOf(why, footnotes)
      return footnote !== undefined && <sup>{footnote}</sup>
    },
    arrange: (values) =>
      isSpread(Math.min(legend.length, values.length)) && (
        <span className={isTight ? 'many two' : 'many'}>
          {values.map((value, place) => (
            <span key={value.key} className={`of-${legend[place]?.colour ?? 0}`}>
              {value}{' '}
            </span>
          ))}
        </span>
      ),
  }
}
