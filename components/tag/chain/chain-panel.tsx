'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { sharedQuery } from '@/components/tag/queries'
import { Segmented } from '@/components/ui/segmented'
import { chainRows, historyMismatch } from '@/lib/document/tag/chain-rows'
import { SCALES } from '@/lib/link/tag-state'
import { useTag } from '../use-tag'
import { ChainColumn } from './chain-column'
import { LayerDetails } from './layer-details'
import { ReferrersTable } from './referrers-table'
import { HistoryTable, ParentsTable } from './step-tables'

/** The layer chain: what was done, what each step left, and all facts of the chosen layer. */
export function ChainPanel() {
  const t = useTranslations('chain')
  const { image, report, chain, state, change, chosen } = useTag()
  const { data: shared } = useQuery(sharedQuery(image))
  const own = report.tag.image
  const rows = chainRows(report, chain)
  const row = rows.find(({ layer }) => layer?.position === chosen)
  const mismatch = historyMismatch(report)
  if (!own) return null
  if (own.layers.length === 0) {
    return <p className="rounded-xl border border-line bg-surface p-5 text-muted">{t('none')}</p>
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card
          card="layers"
          title={t('heading')}
          note={t('note')}
          chart
          controls={
            <Segmented
              label={t('scale')}
              value={state.scale}
              options={SCALES.map((value) => ({ value, text: t(`scales.${value}`) }))}
              onChange={(scale) => change({ scale })}
            />
          }
        >
          {mismatch && (
            <p className="mb-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
              {t('historyLayers', mismatch)}
            </p>
          )}
          <ChainColumn rows={rows} shared={shared?.layers ?? []} />
        </Card>
        <aside className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5 lg:sticky lg:top-4">
          {row?.layer && <LayerDetails row={row} layer={row.layer} shared={shared?.layers[chosen]} />}
        </aside>
      </div>
      {own.stepsFrom === 'unpaired' && <HistoryTable />}
      {chain && chain.parents.length > 1 && <ParentsTable chain={chain} />}
      <ReferrersTable />
    </div>
  )
}
