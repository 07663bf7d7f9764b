import type { Cell, NumberCell } from '../cell'
import type { CompareReport, StrategyReport, TagReport } from '../report'

/** A report whose figures of one strategy are marked as predictions: its images were never built. */
export function markPredicted(report: CompareReport, position: number): CompareReport {
  const strategies = report.strategies.map((strategy, index) =>
    index === position ? predictedStrategy(strategy) : strategy,
  )
  return { ...report, strategies }
}

function predictedStrategy(strategy: StrategyReport): StrategyReport {
  return {
    ...strategy,
    cells: mapped(strategy.cells, predictedNumber),
    tags: strategy.tags.map((tag): TagReport => ({ ...tag, cells: mapped(tag.cells, predicted) })),
  }
}

function mapped<K extends string, C>(
  cells: Partial<Record<K, C>>,
  map: (cell: C) => C,
): Partial<Record<K, C>> {
  const marked: Partial<Record<K, C>> = {}
  for (const [id, cell] of Object.entries(cells) as [K, C | undefined][]) if (cell) marked[id] = map(cell)
  return marked
}

function predicted(cell: Cell): Cell {
  return cell.kind === 'exact' || cell.kind === 'estimate' ? predictedNumber(cell) : cell
}

/** Counts of layers are what they are. */
function predictedNumber(cell: NumberCell): NumberCell {
  if (cell.kind === 'unknown' || cell.unit === 'layers') return cell
  return { ...cell, kind: 'estimate', why: { code: 'predicted' } }
}
