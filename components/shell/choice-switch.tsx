'use client'

import { Segmented } from '@/components/ui/segmented'
import { useChoices } from './use-choices'

/** One of the looks: theme, language or density. */
export function ChoiceSwitch({ of }: { readonly of: 'theme' | 'language' | 'density' }) {
  const { label, value, options, choose } = useChoices()[of]
  return (
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
}
