'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { getJson } from '@/components/data/get-json'
import { Card } from '@/components/document/card'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import type { AdviceReport } from '@/lib/analysis/advisor/advice'
import { type PlannerState, seriesSearch, toAdviceInput } from '@/lib/link/planner-state'
import { formatStrategy } from '@/lib/link/strategy-param'

interface Props {
  readonly state: PlannerState
  readonly onChange: (next: Partial<PlannerState>) => void
}

/** It comes with the answer. */
const Advice = dynamic(() => import('./advice'), { loading: Loading })

/** Which re-layering of a real repository would cost less, with the tables of both. */
export default function AdvicePanel({ state, onChange }: Props) {
  const t = useTranslations('advisor')
  const [text, setText] = useState(state.advise)
  const search = seriesSearch(toAdviceInput(state))
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['advice', search],
    queryFn: ({ signal }) => getJson<AdviceReport>(`/api/advice${search}`, signal),
    enabled: state.advise !== '',
  })
  return (
    <Card id="advice" card={data && 'advice'} title={t('heading')} note={t('note')} landmark>
      <form
        className="mb-3 flex flex-wrap items-end gap-2"
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
    </Card>
  )
}
