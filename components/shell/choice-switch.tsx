'use client'

import { Segmented } from '@/components/ui/segmented'
import { useChoices } from './use-choices'

interface Props {
  readonly of: keyof ReturnType<typeof useChoices>
  /** Whether its label is shown before it. */
  readonly named?: boolean
}

/** One choice with all its options in view; nothing where the page does not have it. */
export function ChoiceSwitch({ of, named = false }: Props) {
  const choice = useChoices()[of]
  if (!choice) return null
  const { label, value, options, choose } = choice
  const control = (
    <Segmented
      label={label}
      value={value ?? 'none'}
      options={options.map(({ value, title, sign: Sign }) => ({
        value,
        text: typeof Sign === 'string' ? Sign : <Sign className="size-4" aria-hidden="true" />,
        ...(title !== Sign && { title }),
      }))}
      onChange={choose}
    />
  )
  if (!named) return control
  return (
    <div className="flex items-center justify-between gap-3">
      <span className="text-muted">{label}</span>
      {control}
    </div>
  )
}
