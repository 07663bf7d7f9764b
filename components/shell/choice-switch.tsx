'use client'

import { Segmented } from '@/components/ui/segmented'
import { useChoices } from './use-choices'

interface Props {
  readonly of: 'theme' | 'language' | 'density'
  /** Whether its label is shown before it. */
  readonly named?: boolean
}

/** One of the looks: theme, language or density. */
export function ChoiceSwitch({ of, named = false }: Props) {
  const { label, value, options, choose } = useChoices()[of]
  const control = (
    <Segmented
      label={label}
      value={value ?? 'none'}
      options={options.map(({ value, title, sign: Sign }) => ({
        value,
        text: typeof Sign === 'string' ? Sign : <Sign className="size-4" aria-hidden="true" />,
        title,
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
