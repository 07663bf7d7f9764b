import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { CompareReport, StrategyReport } from '@/lib/api/compare'

const NAMING = new Set(['chained', 'fixed-base', 'custom-base', 'independent'])

/**
 * Names the strategies that a person has not named by their kind, in the interface's words, as the articles do;
 * by their repository when two are of one kind.
 */
export function useNamedReport(report: CompareReport | undefined): CompareReport | undefined {
  const t = useTranslations('kind')
  return useMemo(() => {
    if (!report) return undefined
    const kinds = report.strategies.map(({ kind }) => kind.kind)
    const nameable = ({ input, kind: { kind } }: StrategyReport) =>
      !input.name && NAMING.has(kind) && kinds.indexOf(kind) === kinds.lastIndexOf(kind)
    const strategies = report.strategies.map((strategy) =>
      nameable(strategy) ? { ...strategy, name: t(strategy.kind.kind) } : strategy,
    )
    return { ...report, strategies }
  }, [report, t])
}
