import { distinctNames, shortNameOf } from '../../analysis/compare/names'
import type { CompareReport } from '../../analysis/report'
import type { Translate } from './translate'

const NAMING = new Set(['chained', 'fixed-base', 'custom-base', 'independent'])

/**
 * Names the strategies that a person has not named by their kind, in the interface's words, as the articles do;
 * by their repository when an older one has that name.
 *
 * @param t  of the namespace `kind`
 */
export function namedReport(t: Translate, report: CompareReport): CompareReport {
  const names = distinctNames(report.strategies, ({ kind: { kind }, repository, name }) => [
    ...(NAMING.has(kind) ? [t(kind)] : []),
    repository === undefined ? name : shortNameOf(repository),
  ])
  const strategies = report.strategies.map((strategy, position) => ({
    ...strategy,
    name: names[position] ?? '',
  }))
  return { ...report, strategies }
}
