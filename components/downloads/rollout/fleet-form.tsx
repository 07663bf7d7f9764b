'use client'

import { useTranslations } from 'next-intl'
import { NumberField } from '@/components/ui/number-field'
import {
  type FieldSpec,
  FLEET_FIELDS,
  type FleetState,
  problemOf,
} from '@/lib/document/downloads/fleet-fields'

interface Props {
  readonly state: FleetState
  readonly onState: (partial: Partial<FleetState>) => void
}

/** The fleet: a slider and an exact field for each figure. */
export function FleetForm({ state, onState }: Props) {
  const t = useTranslations('rollout')
  return (
    <fieldset className="mb-4 grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-3 print:hidden">
      <legend className="sr-only">{t('fleet')}</legend>
      {FLEET_FIELDS.map((spec) => (
        <FleetInput
          key={spec.key}
          spec={spec}
          value={state[spec.key]}
          onValue={(value) => onState({ [spec.key]: value })}
        />
      ))}
    </fieldset>
  )
}

interface InputProps {
  readonly spec: FieldSpec
  readonly value: number | null
  readonly onValue: (value: number | null) => void
}

function FleetInput({ spec, value, onValue }: InputProps) {
  const t = useTranslations('rollout')
  const { key, optional, stops } = spec
  const label = t(`fields.${key}`)
  const unit = t(`units.${key}`)
  const none = t('none')
  return (
    <NumberField
      label={label}
      unit={unit}
      value={value}
      problemOf={(given) => {
        const problem = problemOf(spec, given)
        return problem && t(`problems.${problem}`)
      }}
      onValue={onValue}
      placeholder={optional ? none : undefined}
    >
      {/* A slider over chosen stops, so that small and large figures are as easy to hit. */}
      <input
        type="range"
        aria-label={t('slider', { field: label })}
        aria-valuetext={value === null ? none : `${value} ${unit}`}
        min={0}
        max={stops.length - 1}
        step={1}
        value={nearest(stops, value)}
        onChange={(event) => onValue(stops[Number(event.target.value)] ?? null)}
        className="h-6 min-w-0 flex-1 cursor-pointer accent-brand"
      />
    </NumberField>
  )
}

/** The last stop that is not above the value; the first for one below all. */
function nearest(stops: readonly (number | null)[], value: number | null): number {
  const stop = stops.findLastIndex((one) => (value === null ? one === null : one !== null && one <= value))
  return stop < 0 ? (value !== null && stops[0] === null ? 1 : 0) : stop
}
