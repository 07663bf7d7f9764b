'use client'

import { useTranslations } from 'next-intl'
import { NumberField } from '@/components/ui/number-field'
import { type LinkState, linkProblem } from '@/lib/document/downloads/pull-timeline'

interface Props {
  readonly link: LinkState
  readonly onLink: (next: Partial<LinkState>) => void
}

const FIELDS = [
  { name: 'bw', unit: 'MB/s', of: 'bandwidth', min: 1, max: 1250, step: 1 },
  { name: 'lat', unit: 'ms', of: 'latency', min: 0, max: 500, step: 5 },
  { name: 'conc', unit: '', of: 'concurrency', min: 1, max: 16, step: 1 },
  { name: 'disk', unit: 'MB/s', of: 'unpack', min: 10, max: 2000, step: 10 },
] as const

/** The network and the host that a pull is played on: a slider and an exact field each. */
export function LinkForm({ link, onLink }: Props) {
  const t = useTranslations('pull')
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      {FIELDS.map(({ name, unit, of, ...range }) => (
        <NumberField
          key={name}
          label={t(`link.${name}`)}
          unit={unit}
          value={link[name]}
          problemOf={(value) =>
            linkProblem({ ...link, [name]: value ?? Number.NaN }) === of ? t('absurd') : undefined
          }
          onValue={(value) => value !== null && onLink({ [name]: value })}
        >
          <input
            type="range"
            aria-label={t(`link.${name}`)}
            {...range}
            value={link[name]}
            onChange={(event) => onLink({ [name]: Number(event.target.value) })}
            className="w-32 accent-brand"
          />
        </NumberField>
      ))}
    </div>
  )
}
