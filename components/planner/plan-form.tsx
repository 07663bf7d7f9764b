'use client'

import { useTranslations } from 'next-intl'
import { Check } from '@/components/ui/check'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { PLAN_STRATEGIES } from '@/lib/analysis/planner/plan'
import { type PlanField, type PlanProblem, planProblems } from '@/lib/analysis/planner/problems'
import { type PlannerState, planOf } from '@/lib/link/planner-state'

interface Props {
  readonly state: PlannerState
  readonly onChange: (next: Partial<PlannerState>) => void
}

/** The sizes that a plan is made of, how often each changes, and the strategies that are tried with them. */
export function PlanForm({ state, onChange }: Props) {
  const t = useTranslations('planner')
  const problemsOf = (tried: PlannerState) => planProblems(planOf(tried, state.kinds[0] ?? 'chained'))
  const general = problemsOf(state).find((problem) => !('field' in problem))
  return (
    <section
      aria-label={t('form')}
      className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <div>
        <h1 className="font-semibold text-base">{t('heading')}</h1>
        <p className="text-muted text-xs">{t('note')}</p>
      </div>
      <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
        {FIELDS.map(({ name, at, unit }) => (
          <NumberField
            key={name}
            label={t(`fields.${name}`)}
            value={state[name]}
            unit={unit === 'releases' ? t('releasesUnit') : unit}
            problemOf={(value) => {
              const problem = problemsOf({ ...state, [name]: value ?? Number.NaN }).find((one) =>
                isAt(at, one),
              )
              return problem && t(`problems.${problem.code}`, { ...problem })
            }}
            onValue={(value) => value !== null && onChange({ [name]: value })}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Select
          label={t('model')}
          value={state.model}
          options={(['adds', 'replaces'] as const).map((value) => ({ value, text: t(`models.${value}`) }))}
          onChange={(model) => onChange({ model })}
        />
        <Check checked={state.remove} onChange={(remove) => onChange({ remove })}>
          {t('remove')}
        </Check>
      </div>
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <legend className="float-left mr-4 text-muted text-sm">{t('strategies')}</legend>
        {PLAN_STRATEGIES.map((strategy) => (
          <Check
            key={strategy}
            checked={state.kinds.includes(strategy)}
            onChange={(on) =>
              onChange({
                kinds: PLAN_STRATEGIES.filter((one) => (one === strategy ? on : state.kinds.includes(one))),
              })
            }
          >
            {t(`kinds.${strategy}`)}
          </Check>
        ))}
      </fieldset>
      {general && (
        <p role="alert" className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {t(`problems.${general.code}`, { ...general })}
        </p>
      )}
    </section>
  )
}

/** The fields of the form, and which part of a plan each is. */
const FIELDS = [
  { name: 'base', at: 'baseBytes', unit: 'MB' },
  { name: 'packages', at: 'packagesBytes', unit: 'MB' },
  { name: 'app', at: 'appBytes', unit: 'MB' },
  { name: 'releases', at: 'releases', unit: '' },
  { name: 'be', at: 'baseEvery', unit: 'releases' },
  { name: 'pe', at: 'packagesEvery', unit: 'releases' },
  { name: 'rb', at: 'ratio.base', unit: '%' },
  { name: 'rp', at: 'ratio.packages', unit: '%' },
  { name: 'ra', at: 'ratio.app', unit: '%' },
] as const satisfies readonly {
  readonly name: keyof PlannerState
  readonly at: PlanField
  readonly unit: string
}[]

function isAt(field: PlanField, problem: PlanProblem): boolean {
  return 'field' in problem ? problem.field === field : problem.code === 'no-releases' && field === 'releases'
}
