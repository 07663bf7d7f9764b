import type { ExportColumn, ExportRow, ExportTable } from '../exports/document'
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
  readonly column: ExportColumn
  readonly title: readonly string[]
  readonly width: number
}

export interface RowLayout {
  readonly cells: readonly CellLines[]
  readonly total: boolean
}

/** A table as it is measured: everything that is drawn is decided, but for what a wider card leaves over. */
export interface TableLayout {
  readonly columns: readonly ColumnLayout[]
  readonly rows: readonly RowLayout[]
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
 * A table measured: values of strategies stand beside each other on one line, or on as many lines as it takes to stay
 * within `widest`. What does not fit even then comes out wider, to be drawn smaller; columns that would make it too
 * small to read are counted, as are rows beyond `mostRows`.
 */
export function layoutTable(table: ExportTable, { strategies, widest, mostRows }: TableRoom): TableLayout {
  const count = Math.max(1, strategies)
  const cut = cutTable(table, mostRows)
  let layout = layoutWith(cut, count)
  for (let lines = 2; lines <= count && layout.width > widest; lines++) {
    const perLine = Math.ceil(count / lines)
    if (perLine < Math.ceil(count / (lines - 1))) layout = layoutWith(cut, perLine)
  }
  const shown = shownColumns(layout, widest / SMALLEST)
  if (shown < cut.columns.length) layout = layoutWith(cutColumns(table, cut, shown), 1)
  return layout
}

/** How many of a row's values a table has: what it takes to draw it. */
export function valuesPerRow({ columns }: ExportTable, strategies: number): number {
  return columns.reduce((sum, { perStrategy }) => sum + (perStrategy ? Math.max(1, strategies) : 1), 0)
}

interface CutTable extends ExportTable {
  /** Rows that are not drawn. */
  readonly left: number
}

function cutTable(table: ExportTable, mostRows: number): CutTable {
  const cut = {
    ...table,
    rows: table.rows.slice(0, mostRows),
    left: Math.max(0, table.rows.length - mostRows),
  }
  return table.columns.length > MOST_COLUMNS ? cutColumns(table, cut, MOST_COLUMNS) : cut
}

/** The first columns, and one that says how many the whole table has besides. */
function cutColumns(whole: ExportTable, table: CutTable, shown: number): CutTable {
  const more = whole.columns.length - shown
  const rest: ExportColumn = {
    id: 'more',
    title: `… +${more.toLocaleString('en-US')}`,
    align: 'left',
    perStrategy: false,
  }
  const cutRow = (row: ExportRow): ExportRow => [...row.slice(0, shown), { values: [{ text: '…' }] }]
  return {
    ...table,
    columns: [...table.columns.slice(0, shown), rest],
    rows: table.rows.map(cutRow),
    totals: table.totals?.map(cutRow),
  }
}

function shownColumns({ columns, width }: TableLayout, most: number): number {
  if (width <= most) return columns.length
  let used = 0
  const fitting = columns.findIndex((column) => {
    used += column.width + COLUMN_GAP
    return used > most - REST_ROOM
  })
  return Math.max(2, fitting)
}

function layoutWith(table: CutTable, perLine: number): TableLayout {
  const rowOf = (row: ExportRow, total: boolean): RowLayout => ({
    cells: table.columns.map((_, index) =>
      cellLines(row[index] ?? { values: [] }, perLine, index === 0 ? WIDEST_NAMES : WIDEST_WORDS),
    ),
    total,
  })
  const totals = (table.totals ?? []).slice(0, MOST_TOTALS)
  const rows = [...table.rows.map((row) => rowOf(row, false)), ...totals.map((row) => rowOf(row, true))]
  const columns = table.columns.map((column, index) => columnOf(column, rows, index))
  const gaps = Math.max(0, columns.length - 1) * COLUMN_GAP
  return {
    columns,
    rows,
    caption: table.caption,
    left: table.left,
    width: columns.reduce((sum, { width }) => sum + width, gaps),
  }
}

function columnOf(column: ExportColumn, rows: readonly RowLayout[], index: number): ColumnLayout {
  const cells = rows.reduce((most, row) => Math.max(most, cellWidth(row.cells[index] ?? NONE)), 0)
  const room = Math.max(cells, WIDEST_TITLE)
  const title = wrapText(column.title, room, HEADER, MOST_TITLE_LINES)
  const titleWidth = Math.max(0, ...title.map((line) => textWidth(line, HEADER.size)))
  return { column, title, width: Math.ceil(Math.max(cells, titleWidth, 24)) }
}

const NONE: CellLines = { main: [], beside: [] }
