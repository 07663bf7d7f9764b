import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/states/use-failure-text'
import type { FilesProblem } from '@/lib/analysis/chain-report'

/** What stood in the way of reading files, layer by layer. */
export function ReadProblems({ problems }: { readonly problems: readonly FilesProblem[] }) {
  const t = useTranslations('scan')
  const { failureText } = useFailureText()
  if (problems.length === 0) return null
  return (
    <div role="alert" className="w-full rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm">
      <ul className="flex flex-col gap-1">
        {problems.map((problem, index) => (
          <li key={String(index)} className="[overflow-wrap:anywhere]">
            {problem.diffId && <code className="font-mono text-xs">{problem.diffId.slice(7, 19)} </code>}
            {problem.of === 'source'
              ? failureText(problem.failure)
              : t(`layer-${problem.problem.code}`, { detail: problem.problem.detail })}
          </li>
        ))}
      </ul>
    </div>
  )
}
