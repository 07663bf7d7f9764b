'use client'

import { useTranslations } from 'next-intl'
import { NumberField } from '@/components/ui/number-field'
import type { TimelineProblem } from '@/lib/analysis/pull/timeline'
import type { LinkState } from '@/lib/document/downloads/pull-timeline'

interface Props {
  readonly link: LinkState
  readonly onLink: (next: Partial<LinkState>) => void
  readonly problem: TimelineProblem | undefined
}

const FIELDS = [
  { name: 'bw', unit: 'MB/s', of: 'bandwidth', min: 1, max: 1250, step: 1 },
  { name: 'lat', unit: 'ms', of: 'latency', min: 0, max: 500, step: 5 },
  { name: 'conc', unit: '', of: 'concurrency', min: 1, max: 16, step: 1 },
  { name: 'disk', unit: 'MB/s', of: 'unpack', min: 10, max: 2000, step: 10 },
] as const

/** The network and the host that a pull is played on: a slider and an exact field each. */
export function LinkForm({ link, onLink, problem }: Props) {
  const t = useTranslations('pull')
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      {FIELDS.map(({ name, unit, of, ...range }) => (
        <div key={name} className="flex flex-col gap-1">
          <NumberField
            label={t(`link.${name}`)}
            value={link[name]}
            unit={unit}
            problem={problem === of ? t('absurd') : undefined}
            onChange={(value) => onLink({ [name]: value })}
          />
          <input
            type="range"
            aria-label={t(`link.${name}`)}
            {...range}
            value={Number.isFinite(link[name]) ? link[name] : range.min}
            onChange={(event) => onLink({ [name]: Number(event.target.value) })}
            className="w-32 accent-(--brand)"
          />
        </div>
      ))}
    </div>
  )
}
