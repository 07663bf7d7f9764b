import { useTranslations } from 'next-intl'
import type { StrategyProblem } from '@/lib/analysis/report'
import { failureText, problemText } from '@/lib/document/words/failure-text'
import type { SourceFailure } from '@/lib/oci/failure'

/** Failures and problems as sentences of the interface's language. */
export function useFailureText() {
  const failures = useTranslations('failures')
  const problems = useTranslations('problems')
  return {
    failureText: (failure: SourceFailure) => failureText(failures, failure),
    problemText: (problem: StrategyProblem) => problemText({ failures, problems }, problem),
  }
}
