import { useTranslations } from 'next-intl'
import { Alert } from '@/components/states/alert'
import { useFailureText } from '@/components/states/use-failure-text'
import type { FilesProblem } from '@/lib/analysis/chain-report'
import { shortDigest } from '@/lib/oci/digest'

/** What stood in the way of reading files, layer by layer. */
export function ReadProblems({ problems }: { readonly problems: readonly FilesProblem[] }) {
  const t = useTranslations('scan')
  const { failureText } = useFailureText()
  if (problems.length === 0) return null
  return (
    <Alert>
      <ul className="flex flex-col gap-1">
        {problems.map((problem, index) => (
          <li key={String(index)} className="[overflow-wrap:anywhere]">
            {problem.diffId && <code className="font-mono text-xs">{shortDigest(problem.diffId)} </code>}
            {problem.of === 'source'
              ? failureText(problem.failure)
              : t(`layer-${problem.problem.code}`, { detail: problem.problem.detail })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
