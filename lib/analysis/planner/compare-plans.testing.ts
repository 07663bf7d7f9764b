import { formatBytes } from '../../i18n/format'
import type { ImageFacts } from '../../oci/facts'
import { compareReport } from '../compare/report'
import type { CompareInput } from '../question'
import type { CompareReport, TagCellId } from '../report'
import type { Plan } from './plan'
import { plannedBases, plannedSeries } from './series'

/** Compares plans under their strategies' names. */
export function comparePlans(plans: readonly Plan[], rule: CompareInput['rule'] = 'classic'): CompareReport {
  const input: CompareInput = { strategies: [], basis: 'unpacked', rule, cache: 'earlier', source: 'auto' }
  return compareReport(input, {
    at: '2026-01-01T00:00:00Z',
    source: 'live',
    series: plans.map((plan) => plannedSeries(plan, plan.strategy)),
    known: plannedBases(plans),
  })
}

/** One column of a strategy's table. */
export function values(report: CompareReport, strategy: number, id: TagCellId): number[] {
  return report.strategies[strategy]!.tags.map(({ cells: { [id]: cell } }) => {
    if (cell?.kind !== 'exact' && cell?.kind !== 'estimate') throw new Error(`${id}: ${JSON.stringify(cell)}`)
    return cell.value
  })
}

/** The same as Docker prints it. */
export function printed(report: CompareReport, strategy: number, id: TagCellId): string[] {
  return values(report, strategy, id).map((bytes) => formatBytes(bytes, 'unpacked'))
}

export function plannedImages(plan: Plan): readonly ImageFacts[] {
  return plannedSeries(plan, plan.strategy).tags.flatMap(({ snapshot }) => snapshot ?? [])
}
