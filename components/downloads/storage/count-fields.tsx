'use client'

import { useTranslations } from 'next-intl'
import { NumberField } from '@/components/ui/number-field'
import type { DownloadsState } from '@/lib/link/downloads-state'

type Counts = Pick<DownloadsState, 'keep' | 'ahead' | 'drop'>

interface Props {
  readonly state: Counts
  readonly onState: (partial: Partial<Counts>) => void
}

const KEYS = ['keep', 'ahead', 'drop'] as const
/** The link's own limit. */
const MOST = 10_000

/** How many tags a host keeps, releases ahead, oldest tags deleted. */
export function CountFields({ state, onState }: Props) {
  const t = useTranslations('storage')
  const good = (count: number | null) =>
    count !== null && Number.isInteger(count) && count >= 0 && count <= MOST
  return (
    <fieldset className="mb-4 flex flex-wrap gap-x-8 gap-y-3 print:hidden">
      <legend className="sr-only">{t('counts')}</legend>
      {KEYS.map((key) => (
        <NumberField
          key={key}
          label={t(`fields.${key}`)}
          value={state[key]}
          problemOf={(count) =>
            good(count) ? undefined : t('problem', { most: MOST.toLocaleString('en-US') })
          }
          onValue={(count) => count !== null && onState({ [key]: count })}
        />
      ))}
    </fieldset>
  )
}
