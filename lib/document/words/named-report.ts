import type { CompareReport, StrategyReport } from '../../analysis/report'
import type { Translate } from './translate'

const NAMING = new Set(['chained', 'fixed-base', 'custom-base', 'independent'])

/**
 * Names the strategies that a person has not named by their kind, in the interface's words, as the articles do;
 * by their repository when two are of one kind.
 *
 * @param t  of the namespace `kind`
 */
export function namedReport(t: Translate, report: CompareReport): CompareReport {
  const kinds = report.strategies.map(({ kind }) => kind.kind)
  const nameable = ({ input, kind: { kind } }: StrategyReport) =>
    !input.name && NAMING.has(kind) && kinds.indexOf(kind) === kinds.lastIndexOf(kind)
  const strategies = report.strategies.map((strategy) =>
    nameable(strategy) ? { ...strategy, name: t(strategy.kind.kind) } : strategy,
  )
  return { ...report, strategies }
}
