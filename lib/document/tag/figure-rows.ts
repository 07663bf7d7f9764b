import { addCells, type FigureCell, type FigureColumn, type UnionFigure } from '../../layerfs/figure'

/** A row of the figure: one layer, or a run of neighbours as one. */
export interface FigureRow {
  /** Positions of its first and last layer. */
  readonly from: number
  readonly to: number
  /** Per column; absent where its layers leave the path alone. */
  readonly cells: readonly (FigureCell | undefined)[]
}

/** So many layers are drawn one by one in any case. */
const MOST_ROWS = 12
const LEAST_RUN = 2

export function columnsOf({ columns, others }: UnionFigure): readonly FigureColumn[] {
  return others ? [...columns, others.column] : columns
}

/**
 * The image's layers, topmost first. Of more than a dozen, neighbours of which nothing shows in the columns that have
 * a path are one row, unless they delete something.
 */
export function rowsOf(figure: UnionFigure, fold: boolean): readonly FigureRow[] {
  const single = singleRows(figure)
  if (!fold || figure.layers <= MOST_ROWS) return single
  const paths = figure.columns.length
  const isQuiet = ({ cells }: FigureRow) =>
    cells.slice(0, paths).every((cell) => !cell?.seen && !cell?.whiteout)
  const rows: FigureRow[] = []
  for (let at = 0; at < single.length; ) {
    let end = at
    while (end < single.length && isQuiet(single[end]!)) end++
    if (end - at >= LEAST_RUN) {
      rows.push(single.slice(at, end).reduce(joined))
      at = end
    } else rows.push(single[at++]!)
  }
  return rows
}

function singleRows(figure: UnionFigure): readonly FigureRow[] {
  const columns = columnsOf(figure)
  const rows = Array.from({ length: figure.layers }, (_, layer) => ({
    from: layer,
    to: layer,
    cells: columns.map((): FigureCell | undefined => undefined),
  }))
  for (const [at, { cells }] of columns.entries()) {
    for (const cell of cells) rows[cell.layer]!.cells[at] = cell
  }
  return rows.reverse()
}

function joined(above: FigureRow, below: FigureRow): FigureRow {
  const cells = above.cells.map((cell, at) => {
    const other = below.cells[at]
    return cell && other ? addCells(other, cell) : (cell ?? other)
  })
  return { from: below.from, to: above.to, cells }
}

/** The bytes of the largest block of these rows and of what a container sees, by which all are drawn; at least 1. */
export function widestOf(figure: UnionFigure, rows: readonly FigureRow[]): number {
  const stored = rows.flatMap(({ cells }) => cells.map((cell) => cell?.storedBytes ?? 0))
  const merged = columnsOf(figure).map((column) => column.merged?.bytes ?? 0)
  return [...stored, ...merged].reduce((most, bytes) => Math.max(most, bytes), 1)
}
