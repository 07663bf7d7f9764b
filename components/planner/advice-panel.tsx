'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cardControls } from '@/components/cards/card-controls'
import { Cards } from '@/components/cards/cards'
import { ExportMenu } from '@/components/exports/export-menu'
import { adviceQuery } from '@/components/planner/queries'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import type { AdviceReport } from '@/lib/analysis/advisor/advice'
import { evidenceText, noAdviceText, repeatText, savingText } from '@/lib/document/words/advice-words'
import { formatBytes } from '@/lib/i18n/format'
import { adviceSearch } from '@/lib/link/advice-search'
import type { PlannerState } from '@/lib/link/planner-state'
import { formatStrategy } from '@/lib/link/strategy-param'

interface Props {
  readonly state: PlannerState
  readonly onChange: (next: Partial<PlannerState>) => void
}

/** Which re-layering of a real repository would cost less, with the tables of both. */
export function AdvicePanel({ state, onChange }: Props) {
  const t = useTranslations('advisor')
  const [text, setText] = useState(state.advise)
  const { data, error, refetch, isFetching } = useQuery({
    ...adviceQuery(adviceSearch(state)),
    enabled: state.advise !== '',
  })
  return (
    <section
      aria-label={t('heading')}
      className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 className="font-semibold text-base">{t('heading')}</h2>
          <p className="text-muted text-xs">{t('note')}</p>
        </div>
        {data && <ExportMenu card="advice" title={t('heading')} />}
      </div>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          onChange({ advise: text.trim() })
        }}
      >
        <label className="flex min-w-0 flex-col gap-1 text-muted text-xs">
          {t('repository')}
          <input
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="localhost:5000/app"
            className="min-h-8 w-72 max-w-full rounded-md border border-line bg-surface px-2 font-mono text-ink text-sm hover:border-line-strong"
          />
        </label>
        <Button type="submit">{t('ask')}</Button>
        {state.s.map((strategy) => (
          <Button
            key={formatStrategy(strategy)}
            tone="quiet"
            onClick={() => {
              setText(strategy.reference)
              onChange({ advise: strategy.reference })
            }}
          >
            {strategy.reference}
          </Button>
        ))}
      </form>
      {error && <Alert onRetry={() => void refetch()}>{error.message}</Alert>}
      {isFetching && !data && <Loading />}
      {data && <Advice advice={data} state={state} onChange={onChange} />}
    </section>
  )
}

interface AdviceProps extends Props {
  readonly advice: AdviceReport
}

function Advice({ advice, state, onChange }: AdviceProps) {
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
                    {directory && '/'} {formatBytes(own, units)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm">{savingText(t, advice, units)}</p>
      <p className="text-muted text-xs">{evidenceText(t, advice)}</p>
      <Cards prefix="advice-" under={t('heading')} report={report} {...cardControls(state, onChange)} />
    </div>
  )
}

const MOST_PATHS = 12
