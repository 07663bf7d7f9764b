import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { CompareReport } from '@/lib/analysis/report'
import { namedReport } from '@/lib/document/words/named-report'

/** The report with its strategies named in the interface's words. */
export function useNamedReport(report: CompareReport | undefined): CompareReport | undefined {
  const t = useTranslations('kind')
  return useMemo(() => report && namedReport(t, report), [report, t])
}
