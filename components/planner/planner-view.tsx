'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { AnswerCard } from '@/components/answer/answer-card'
import { Cards } from '@/components/cards/cards'
import { getJson } from '@/components/data/get-json'
import { compareQuery } from '@/components/data/queries'
import { ExportScope } from '@/components/exports/export-scope'
import { AddRepository } from '@/components/picker/add-repository'
import { Picker } from '@/components/picker/picker'
import { Toolbar } from '@/components/shell/toolbar'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { whenNear } from '@/components/ui/when-near'
import { VerdictStrip } from '@/components/verdicts/verdict-strip'
import type { PlanReport } from '@/lib/analysis/planner/from-series'
import type { StrategyInput } from '@/lib/analysis/question'
import { isPlan } from '@/lib/link/plan-param'
import {
  fieldsOf,
  type PlannerState,
  plannerParsers,
  seriesSearch,
  toPlannedInput,
} from '@/lib/link/planner-state'
import { formatStrategy } from '@/lib/link/strategy-param'
import { PlanForm } from './plan-form'

const AdvicePanel = whenNear(() => import('./advice-panel'))

/** The Planner page below its header: fields, measured strategies beside the plans, the tables of all, advice. */
export function PlannerView() {
  const t = useTranslations('planner')
  const [state, setState] = useQueryStates(plannerParsers, { history: 'replace' })
  const change = (next: Partial<PlannerState>) => void setState(next)
  const input = toPlannedInput(state, (strategy) => t('planned', { strategy: t(`kinds.${strategy}`) }))
  const { data: report, error, refetch } = useQuery(compareQuery(input))
  const measured = (report?.strategies ?? []).filter(({ input: { reference } }) => !isPlan(reference))
  const pick = (strategies: readonly StrategyInput[]) => change({ s: [...strategies] })
  const shown = report?.strategies.some(({ tags }) => tags.length > 0)

  return (
    <main id="figures" className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <PlanForm state={state} onChange={change} />
      <section aria-label={t('measured')} className="flex flex-wrap items-center gap-3">
        <span className="text-muted text-sm">{t('measured')}</span>
        {measured.length > 0 ? (
          <Picker
            strategies={measured}
            source={state.source}
            basis={state.basis}
            units={state.units}
            onChange={pick}
          />
        ) : (
          <AddRepository source={state.source} onAdd={(reference) => pick([{ reference }])} />
        )}
        {state.s.map((strategy) => (
          <StartFrom key={formatStrategy(strategy)} strategy={strategy} state={state} onChange={change} />
        ))}
      </section>
      {error && <Alert onRetry={() => void refetch()}>{error.message}</Alert>}
      {!report && !error && <Loading />}
      {report && !shown && <p className="text-muted">{t('nothing')}</p>}
      <ExportScope page="planner">
        {report && shown && (
          <>
            <Toolbar view={state} report={report} onChange={change} />
            <AnswerCard report={report} state={state} units={state.units} onState={change} />
            <VerdictStrip report={report} units={state.units} />
            <Cards report={report} state={state} onChange={change} />
          </>
        )}
        <AdvicePanel state={state} onChange={change} />
      </ExportScope>
    </main>
  )
}

interface StartProps {
  readonly strategy: StrategyInput
  readonly state: PlannerState
  readonly onChange: (next: Partial<PlannerState>) => void
}

/** Fills the fields from a real series. */
function StartFrom({ strategy, state, onChange }: StartProps) {
  const t = useTranslations('planner')
  const client = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: () => {
      const search = seriesSearch({ strategy, rule: 'auto', source: state.source })
      return client.fetchQuery({
        queryKey: ['plan', search],
        queryFn: ({ signal }) => getJson<PlanReport>(`/api/plan${search}`, signal),
      })
    },
    onSuccess: ({ plan }) => onChange(fieldsOf(plan)),
  })
  return (
    <span className="inline-flex items-center gap-2">
      <Button onClick={() => mutate()}>
        {t('startFrom', { name: strategy.name ?? strategy.reference })}
      </Button>
      {error && (
        <span role="alert" className="text-bad text-xs">
          {error.message}
        </span>
      )}
    </span>
  )
}
