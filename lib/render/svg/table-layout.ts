import {
  type CardColumn,
  type CardRow,
  type CardTable,
  type LegendEntry,
  titlesOf,
} from '../../document/document'
import { spreadTable } from '../../document/spread'
import { type CellLines, cellLines, cellWidth } from './table-cells'
import { type Face, wrapText } from './text'
import { textWidth } from './text-width'

export const HEADER: Face = { size: 12 }
export const COLUMN_GAP = 22
const MOST_COLUMNS = 60
const MOST_TOTALS = 20
/** A table is drawn no smaller than this; its first columns rather than all of them. */
const SMALLEST = 0.72
/** Pixels for the column that counts the others. */
const REST_ROOM = 60
/** Pixels of a column of words, and of one that names the rows. */
const WIDEST_WORDS = 380
const WIDEST_NAMES = 300
/** A title is broken rather than that its column gets wider than this for its sake. */
const WIDEST_TITLE = 132
const MOST_TITLE_LINES = 3

export interface ColumnLayout {
  readonly column: CardColumn
  readonly title: readonly string[]
  readonly width: number
  /** One per row. */
  readonly cells: readonly CellLines[]
}

/** A table as it is measured: everything that is drawn is decided, but for what a wider card leaves over. */
export interface TableLayout {
  readonly columns: readonly ColumnLayout[]
  readonly rows: number
  /** How many of the rows, the last ones, are totals. */
  readonly totals: number
  readonly caption: string | undefined
  /** Rows that are not drawn. */
  readonly left: number
  readonly width: number
}

/** What a table is measured for. */
export interface TableRoom {
  readonly strategies: number
  /** Pixels. */
  readonly widest: number
  readonly mostRows: number
}

/**
 * A table measured: values of strategies stand beside each other on one line, or, from the widest column on, on as many
 * lines as it takes to stay within `widest`. What does not fit even then comes out wider, to be drawn smaller; columns
 * that would make it too small to read are counted, as are rows beyond `mostRows`.
 */
export function layoutTable(table: CardTable, { strategies, widest, mostRows }: TableRoom): TableLayout {
  const shown = table.rows.slice(0, mostRows)
  const totals = (table.totals ?? []).slice(0, MOST_TOTALS)
  const rows = [...shown, ...totals]
  const count = Math.max(1, strategies)
  const titles = titlesOf(table)
  const columns = table.columns
    .slice(0, MOST_COLUMNS)
    .map((column, index) => ({ ...column, title: titles[index] ?? column.title }))
    .map((column, index) => ({ index, layout: layoutColumn(column, rows, index, count), perLine: count }))
  const tooWide = () => widthOf(columns.map(({ layout }) => layout)) > widest
  while (tooWide()) {
    const open = columns.filter(({ layout, perLine }) => layout.column.perStrategy && perLine > 1)
    const [wide] = open.sort((a, b) => b.layout.width - a.layout.width)
    if (!wide) break
    // As even as they can be on a line more.
    wide.perLine = Math.min(wide.perLine - 1, Math.ceil(count / (Math.ceil(count / wide.perLine) + 1)))
    wide.layout = layoutColumn(wide.layout.column, rows, wide.index, wide.perLine)
  }
  const layouts = readable(
    columns.map(({ layout }) => layout),
    table.columns.length,
    widest / SMALLEST,
  )
  return {
    columns: layouts,
    rows: rows.length,
    totals: totals.length,
    caption: table.caption,
    left: table.rows.length - shown.length,
    width: widthOf(layouts),
  }
}

/** The same with a column per strategy, where they are more than stand beside each other and the columns fit. */
export function layoutSpread(
  table: CardTable,
  legend: readonly LegendEntry[],
  room: Omit<TableRoom, 'strategies'>,
): TableLayout {
  const spread = spreadTable(table, legend)
  const layout = layoutTable(spread, { ...room, strategies: legend.length })
  const fits = layout.width <= room.widest && layout.columns.length === spread.columns.length
  return spread === table || fits ? layout : layoutTable(table, { ...room, strategies: legend.length })
}

/** How many values a row of a table has: what it takes to draw it. */
export function valuesPerRow({ columns }: CardTable, strategies: number): number {
  return columns.reduce((sum, { perStrategy }) => sum + (perStrategy ? Math.max(1, strategies) : 1), 0)
}

const widthOf = (columns: readonly ColumnLayout[]) =>
  columns.reduce((sum, { width }) => sum + width, Math.max(0, columns.length - 1) * COLUMN_GAP)

function layoutColumn(
  column: CardColumn,
  rows: readonly CardRow[],
  index: number,
  perLine: number,
): ColumnLayout {
  const widest = index === 0 ? WIDEST_NAMES : WIDEST_WORDS
  const cells = rows.map((row) => cellLines(row[index] ?? { values: [] }, perLine, widest))
  return titled(column, cells)
}

function titled(column: CardColumn, cells: readonly CellLines[]): ColumnLayout {
  const room = cells.reduce((most, cell) => Math.max(most, cellWidth(cell)), 0)
  // The header of strategies' columns stands across them.
  if (column.strategy) return { column, title: [], cells, width: Math.ceil(Math.max(room, 24)) }
  const title = wrapText(column.title, Math.max(room, WIDEST_TITLE), HEADER, MOST_TITLE_LINES)
  const titleWidth = Math.max(0, ...title.map((line) => textWidth(line, HEADER.size)))
  return { column, title, cells, width: Math.ceil(Math.max(room, titleWidth, 24)) }
}

/** As many columns as can be read within `most` pixels, and one that counts those of `all` that are not drawn. */
function readable(columns: readonly ColumnLayout[], all: number, most: number): readonly ColumnLayout[] {
  let used = 0
  const fitting = columns.findIndex(({ width }) => {
    used += width + COLUMN_GAP
    return used > most - REST_ROOM
  })
  const shown = widthOf(columns) <= most ? columns.length : Math.max(2, fitting)
  if (shown >= all) return columns
  const rest: CardColumn = {
    id: 'more',
    title: `… +${(all - shown).toLocaleString('en-US')}`,
    align: 'left',
    perStrategy: false,
  }
  const cells = (columns[0]?.cells ?? []).map(() => cellLines({ values: [{ text: '…' }] }, 1, REST_ROOM))
  return [...columns.slice(0, shown), titled(rest, cells)]
}
