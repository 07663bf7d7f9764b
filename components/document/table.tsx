'use client'

import { memo, type ReactNode } from 'react'
import type { CardTable } from '@/lib/document/document'
import { classes, Grid, type Skin } from './grid'
import { Cell } from './value'

/** How columns differ from the others, by id: classes of the header and of the cells. */
type Looks = Readonly<Record<string, { readonly head?: string; readonly cell?: string }>>

interface Props {
  readonly table: CardTable
  /** Its name for screen readers. */
  readonly label: string
  readonly look?: Looks | undefined
  /** A reason that stands above the table already: figures need not say it once more. */
  readonly said?: string
  /** By the id of a column: what replaces a cell's text, or surrounds it. */
  readonly render?: Readonly<Record<string, (row: number, drawn: ReactNode) => ReactNode>>
}

/** Beyond this number of rows it scrolls in itself. */
const PLAIN_ROWS = 60
const HEAD = 'sticky top-0 border-line-strong border-b bg-surface py-2 align-bottom font-medium text-muted'
const FOOT = 'sticky bottom-0 whitespace-nowrap border-line-strong border-t bg-surface py-2'
const BODY = 'border-line border-b py-2 align-top'
const NAMES =
  'sticky left-0 min-w-28 max-w-40 bg-surface font-medium [overflow-wrap:anywhere] group-hover:bg-sunken'

/** A table of a document on a page. It scrolls sideways; header, last line and first column stay in view. */
export const Table = memo(function Table({ table, label, look = {}, said, render = {} }: Props) {
  const { columns, rows } = table
  return (
    <section
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
      className={`relative overflow-auto ${rows.length > PLAIN_ROWS ? 'max-h-[560px] print:max-h-none' : ''}`}
    >
      <Grid
        table={table}
        skin={skinOf(table, look)}
        label={label}
        title={(place) => columns[place]?.title}
        draw={(cell, place, row) => {
          const drawn = <Cell cell={cell} said={said} />
          return (row !== undefined && render[columns[place]?.id ?? '']?.(row, drawn)) || drawn
        }}
      />
    </section>
  )
})

/** A first column with a look of its own does not stay in view. */
function skinOf({ columns }: CardTable, looks: Looks): Skin {
  const lookOf = (place: number) => looks[columns[place]?.id ?? '']
  const side = (place: number) =>
    classes(
      columns[place]?.align === 'right' ? 'text-right' : 'text-left',
      place > 0 && 'pl-2.5',
      place < columns.length - 1 && 'pr-2.5',
    )
  const corner = (place: number) => place === 0 && !lookOf(0)
  return {
    table: 'w-full border-separate border-spacing-0 text-sm tabular-nums',
    row: 'group hover:bg-sunken',
    head: (place) => classes(HEAD, side(place), corner(place) ? 'left-0 z-20' : 'z-10', lookOf(place)?.head),
    body: (place) =>
      classes(BODY, side(place), lookOf(place)?.cell ?? (place === 0 ? NAMES : 'whitespace-nowrap')),
    foot: (place) => classes(FOOT, side(place), place === 0 && 'left-0 z-20 font-medium'),
  }
}
