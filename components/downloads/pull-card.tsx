'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { pullQuery } from '@/components/downloads/queries'
import { Select } from '@/components/ui/select'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import type { PullInput } from '@/lib/analysis/question'
import { pullChoice } from '@/lib/document/downloads/pull-choice'
import type { DownloadsState } from '@/lib/link/downloads-state'
import { WaterfallCard } from './waterfall/waterfall-card'

interface Props {
  readonly report: DownloadsReport
  readonly state: DownloadsState
  readonly onChange: (next: Partial<DownloadsState>) => void
}

/** One pull: of the cell that was chosen in the matrix, else of the last tag by a host that holds what was chosen. */
export function PullCard({ report, state, onChange }: Props) {
  const t = useTranslations('have')
  const choice = pullChoice(report, state)
  const { data, error } = useQuery({ ...pullQuery(choice?.input ?? NOTHING), enabled: choice !== undefined })
  if (!choice) return null
  const { strategies } = report.compare
  const { position, tags, tag, from } = choice
  return (
    <WaterfallCard
      pull={data}
      error={error ?? undefined}
      link={{ bw: state.bw, lat: state.lat, conc: state.conc, disk: state.disk }}
      onLink={onChange}
      units={state.units}
      header={
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Select
            label={t('strategy')}
            value={String(position)}
            options={strategies.map(({ name }, index) => ({ value: String(index), text: name }))}
            onChange={(next) => onChange({ ps: Number(next), pt: '' })}
          />
          <Select
            label={t('to')}
            value={tag}
            options={tags.map((value) => ({ value, text: value }))}
            onChange={(pt) => onChange({ pt })}
          />
          <Select
            label={t('from')}
            value={from ?? CHOSEN}
            options={[
              { value: CHOSEN, text: t('asChosen') },
              { value: '', text: t('nothing') },
              ...tags.map((value) => ({ value, text: value })),
            ]}
            onChange={(next) => onChange({ pf: next === CHOSEN ? null : next, pt: tag })}
          />
        </div>
      }
    />
  )
}

/** No tag is called so. */
const CHOSEN = ' '

/** Stands in where there is no pull to ask for. */
const NOTHING: PullInput = {
  strategy: { reference: '' },
  tag: '',
  cache: 'none',
  rule: 'auto',
  basis: 'transfer',
  source: 'auto',
}
