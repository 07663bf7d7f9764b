'use client'

import { Link2Off, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailureText } from '@/components/states/use-failure-text'
import { IconButton } from '@/components/ui/button'
import type { MissingPart } from '@/lib/link/link-missing'
import type { LinkProblem } from '@/lib/link/link-problems'

interface Props {
  readonly problems: readonly LinkProblem[]
  readonly missing?: readonly MissingPart[]
}

/** More lines would push the page itself out of sight. */
const MOST_LINES = 8

/** What of the page's link could not be understood or is not there any more, and what is shown in its place. */
export function LinkNotices({ problems, missing = [] }: Props) {
  const t = useTranslations('links')
  const problemText = useProblemText()
  const missingText = useMissingText()
  const [dismissed, setDismissed] = useState<string>()
  const lines = [...new Set([...missing.map(missingText), ...problems.map(problemText)])]
  // Another link has notices of its own.
  const key = lines.join('\n')
  if (lines.length === 0 || dismissed === key) return null
  return (
    <section
      role="status"
      aria-label={t('notices')}
      className="mx-auto mt-4 flex w-[calc(100%-2rem)] max-w-[calc(1440px-2rem)] items-start gap-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn print:hidden"
    >
      <Link2Off className="mt-1 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="font-medium leading-6">{t('heading')}</p>
        <ul className="list-disc pl-5 leading-6 [overflow-wrap:anywhere]">
          {lines.slice(0, MOST_LINES).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {lines.length > MOST_LINES && <li>{t('more', { count: lines.length - MOST_LINES })}</li>}
        </ul>
      </div>
      <IconButton label={t('dismiss')} icon={X} onClick={() => setDismissed(key)} />
    </section>
  )
}

function useProblemText(): (problem: LinkProblem) => string {
  const t = useTranslations('links.problem')
  return (problem) => {
    const { code, ...facts } = problem
    if (problem.code !== 'bad-value') return t(code, facts)
    const { text, shown } = problem
    return t(code, {
      ...facts,
      text: text || 'none',
      given: text ? 'some' : 'none',
      takes: shown ? 'some' : 'none',
    })
  }
}

function useMissingText(): (part: MissingPart) => string {
  const t = useTranslations('links.missing')
  const { problemText } = useFailureText()
  return (part) => {
    if (part.code === 'problem') return t('problem', { name: part.name, detail: problemText(part.problem) })
    if (part.code !== 'tag' && part.code !== 'cache') return t(part.code, { ...part })
    const more = part.code === 'cache' ? part.more : 0
    return t(part.code, { ...part, tags: part.tags.join(', '), count: part.tags.length + more })
  }
}
