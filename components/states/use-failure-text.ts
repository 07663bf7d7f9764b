import { useTranslations } from 'next-intl'
import type { StrategyProblem } from '@/lib/api/compare'
import type { SourceFailure } from '@/lib/sources/source'
import { failureText, problemText } from '@/lib/words/failure-text'

/** Failures and problems as sentences of the interface's language. */
export function useFailureText() {
  const failures = useTranslations('failures')
  const problems = useTranslations('problems')
  return {
    failureText: (failure: SourceFailure) => failureText(failures, failure),
    problemText: (problem: StrategyProblem) => problemText({ failures, problems }, problem),
  }
}
