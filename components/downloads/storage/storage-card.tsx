'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { CardTitle } from '@/components/cards/card-title'
import { SourceLine } from '@/components/cards/source-line'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import { storageFacts } from '@/lib/document/downloads/storage-facts'
import type { Units } from '@/lib/i18n/format'
import type { DownloadsState } from '@/lib/link/downloads-state'
import { AheadTable } from './ahead-table'
import { CountFields } from './count-fields'
import { LayerLimits } from './layer-limits'
import { RetentionTable } from './retention-table'
import { StorageChart } from './storage-chart'
import { StorageTable } from './storage-table'

interface Props {
  readonly report: DownloadsReport
  readonly state: Pick<DownloadsState, 'keep' | 'ahead' | 'drop'>
  readonly onState: (partial: Partial<Pick<DownloadsState, 'keep' | 'ahead' | 'drop'>>) => void
  readonly units: Units
}

/** What registry and hosts really store of each series, beside what adding up its tags suggests. */
export function StorageCard({ report, state, onState, units }: Props) {
  const t = useTranslations('storage')
  const facts = useMemo(() => storageFacts(report), [report])
  const { series, rows, storages, ahead } = facts
  // What the figures were counted for; the fields may be ahead of the answer.
  const keep = facts.keep ?? state.keep
  return (
    <section
      aria-labelledby="storage-title"
      className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <CardTitle id="storage-title" title={t('title')} note={t('note')} help="storage" card="storage" chart />
      <CountFields state={state} onState={onState} />
      {series.length === 0 ? (
        <p className="py-6 text-muted">{t('nothing')}</p>
      ) : (
        <>
          <div
            className={`grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 ${series.length > 2 ? '' : '2xl:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]'}`}
          >
            <div className="min-w-0">
              <StorageTable series={series} rows={rows} storages={storages} keep={keep} units={units} />
              <p className="mt-2 text-sm">{t('why')}</p>
            </div>
            <StorageChart facts={facts} units={units} />
          </div>
          {ahead > 0 && <AheadTable series={series} storages={storages} ahead={ahead} units={units} />}
          <RetentionTable series={series} storages={storages} units={units} />
          <LayerLimits series={series} storages={storages} />
        </>
      )}
      <SourceLine report={report.compare} />
    </section>
  )
}
