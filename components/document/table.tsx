'use client'

import { memo, type ReactNode } from 'react'
import { Scroller } from '@/components/ui/scroller'
import type { CardColumn, CardTable, LegendEntry } from '@/lib/document/document'
import { spreadTable } from '@/lib/document/spread'
import { classes, coloursOf, Grid, type Skin } from './grid'
import { StackMarks } from './stack-marks'
import { Cell } from './value'

/** How columns differ from the others, by id: classes of the header and of the cells. */
type Looks = Readonly<Record<string, { readonly head?: string; readonly cell?: string }>>

interface Props {
  readonly table: CardTable
  /** The strategies whose values its cells hold. */
  readonly legend?: readonly LegendEntry[] | undefined
  /** Its name for screen readers. */
  readonly label: string
  readonly look?: Looks | undefined
  /** A reason that stands above the table already: figures need not say it once more. */
  readonly said?: string
  /** By the id of a column: what replaces a cell's text, or surrounds it. */
  readonly render?: Readonly<Record<string, (row: number, drawn: ReactNode) => ReactNode>>
}

const NONE: readonly LegendEntry[] = []
/** Beyond this number of rows it scrolls in itself. */
const PLAIN_ROWS = 16
/** Many columns stand side by side on narrower screens too, in smaller text. */
const TEXT_OF = [
  { columns: 7, text: 'text-sm sm:max-2xl:text-xs' },
  { columns: 5, text: 'text-sm sm:max-xl:text-xs' },
  { columns: 0, text: 'text-sm' },
]
export const TABLE = 'stack w-full border-separate border-spacing-0 tabular-nums'
/** Of a strategy's mark above its column. */
export const MARK = 'size-3'
const HEAD = 'border-line-strong border-b bg-surface py-2 align-bottom font-medium text-muted'
const FOOT = 'sticky bottom-0 whitespace-nowrap border-line-strong border-t bg-surface py-2'
const BODY = 'border-line border-b py-2 align-top'
const NAMES =
  'sticky left-0 min-w-28 max-w-40 bg-surface font-medium [overflow-wrap:anywhere] group-hover:bg-sunken'

/**
 * A table of a document on a page. It scrolls sideways; header, last line and first column stay in view. Where there
 * is no room for columns, each line is a card.
 */
export const Table = memo(function Table({
  table: whole,
  legend = NONE,
  label,
  look = {},
  said,
  render = {},
}: Props) {
  const table = spreadTable(whole, legend)
  const { columns, rows } = table
  return (
    <Scroller label={label} className={rows.length > PLAIN_ROWS ? 'max-h-[560px] print:max-h-none' : ''}>
      <StackMarks />
      <Grid
        table={table}
        skin={skinOf(table, look)}
        label={label}
        title={(place, beside) => <Title text={columns[place]?.title} beside={beside} />}
        draw={(cell, place, row) => {
          const drawn = <Cell cell={cell} said={said} colours={coloursOf(columns[place], legend)} />
          return (row !== undefined && render[columns[place]?.id ?? '']?.(row, drawn)) || drawn
        }}
      />
    </Scroller>
  )
})

interface TitleProps {
  readonly text: ReactNode
  /** What the small figures below those of the column are. */
  readonly beside: string | undefined
}

/** The header of a column. */
export function Title({ text, beside }: TitleProps) {
  return (
    <>
      {text}
      {beside !== undefined && <span className="beside block font-normal text-xs">{beside}</span>}
    </>
  )
}

/** Columns of one figure stand closer together than those of different ones. */
export function gapBefore(column: CardColumn | undefined): string {
  if (!column?.strategy) return 'pl-2.5'
  return column.strategy.place > 0 ? 'pl-2' : 'pl-5'
}

/** A first column with a look of its own does not stay in view. */
function skinOf({ columns }: CardTable, looks: Looks): Skin {
  const lookOf = (place: number) => looks[columns[place]?.id ?? '']
  const isSpread = columns.some(({ strategy }) => strategy)
  const side = (place: number) =>
    classes(
      columns[place]?.align === 'right' ? 'text-right' : 'text-left',
      place > 0 && gapBefore(columns[place]),
      place < columns.length - 1 && (isSpread ? 'pr-1' : 'pr-2.5'),
    )
  const corner = (place: number) => place === 0 && !lookOf(0)
  return {
    table: classes(
      TABLE,
      isSpread ? 'spread text-xs' : TEXT_OF.find((size) => columns.length >= size.columns)?.text,
    ),
    mark: MARK,
    seen: 'sr-only',
    row: 'group hover:bg-sunken',
    head: (place) => classes(HEAD, side(place), corner(place) && 'sticky left-0', lookOf(place)?.head),
    body: (place) =>
      classes(BODY, side(place), lookOf(place)?.cell ?? (place === 0 ? NAMES : 'whitespace-nowrap')),
    foot: (place) => classes(FOOT, side(place), place === 0 && 'left-0 z-20 font-medium'),
  }
}
