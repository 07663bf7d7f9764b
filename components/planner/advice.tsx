import { useTranslations } from 'next-intl'
import { Cards } from '@/components/cards/cards'
import type { AdviceReport } from '@/lib/analysis/advisor/advice'
import { evidenceText, noAdviceText, repeatText, savingText } from '@/lib/document/words/advice-words'
import { formatBytes } from '@/lib/i18n/format'
import type { PlannerState } from '@/lib/link/planner-state'

interface Props {
  readonly state: PlannerState
  readonly onChange: (next: Partial<PlannerState>) => void
  readonly advice: AdviceReport
}

const MOST_PATHS = 12

/** What the advisor says, with the tables of today's series beside the proposed one. */
export default function Advice({ advice, state, onChange }: Props) {
  const t = useTranslations('advisor')
  const { units } = state
  if ('none' in advice) {
    return (
      <p role="status" className="rounded-lg bg-good-soft px-3 py-2 text-good text-sm">
        {noAdviceText(t, advice.none, units)}
      </p>
    )
  }
  const { repeats, report } = advice
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ul className="flex flex-col gap-1.5 text-sm">
        {repeats.map((repeat) => (
          <li key={repeat.tags.join(' ')}>
            {repeatText(t, advice, repeat, units)}
            {repeat.paths.length > 0 && (
              <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 font-mono text-muted text-xs">
                {repeat.paths.slice(0, MOST_PATHS).map(({ path, bytes: own, directory }) => (
                  <li key={path} className="[overflow-wrap:anywhere]">
                    /{path}
                    {directory && '/'} {formatBytes(own, 'unpacked', units)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm">{savingText(t, advice, units)}</p>
      <p className="text-muted text-xs">{evidenceText(t, advice)}</p>
      <Cards prefix="advice-" under={t('heading')} report={report} state={state} onChange={onChange} />
    </div>
  )
}
