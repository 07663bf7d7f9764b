'use client'

import { useTranslations } from 'next-intl'
import { NumberField } from '@/components/ui/number-field'
import {
  type FieldSpec,
  FLEET_FIELDS,
  type FleetState,
  problemOf,
} from '@/lib/document/downloads/fleet-fields'
import { StopSlider } from './stop-slider'

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
  const problemText = (given: number | null) => {
    const problem = problemOf(spec, given)
    return problem && t(`problems.${problem}`)
  }
  return (
    <NumberField
      label={label}
      unit={unit}
      value={value}
      problemOf={problemText}
      onValue={onValue}
      placeholder={optional ? none : undefined}
    >
      <StopSlider
        label={t('slider', { field: label })}
        value={value}
        stops={stops}
        textOf={(stop) => (stop === null ? none : `${stop} ${unit}`)}
        onValue={onValue}
      />
    </NumberField>
  )
}
