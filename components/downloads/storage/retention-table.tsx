'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Figure } from '@/components/display/figure'
import type { StorageReport } from '@/lib/analysis/downloads-report'
import type { Series } from '@/lib/document/downloads/releases'
import { RETENTION_FIGURES } from '@/lib/document/downloads/storage-facts'
import { precisionOf } from '@/lib/document/words/storage-words'
import type { Units } from '@/lib/i18n/format'
import { PlainTable } from './plain-table'
import { SeriesName } from './series-name'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
  readonly units: Units
}

/** What deleting the oldest tags frees, beside what their lines promise. */
export const RetentionTable = memo(function RetentionTable({ series, storages, units }: Props) {
  const t = useTranslations('storage')
  const most = Math.max(0, ...storages.map(({ retention }) => retention.deleted))
  if (most === 0) return null
  const heading = t('retention.heading', { tags: most })
  return (
    <>
      <h3 className="mt-4 font-semibold text-sm">{heading}</h3>
      <p className="mb-1 text-muted text-sm">{t('retention.note')}</p>
      <PlainTable
        label={heading}
        corner={t('strategy')}
        columns={[t('retention.tags'), ...RETENTION_FIGURES.map((figure) => t(`retention.${figure}`))]}
        rows={series.map(({ position, name, colour }, index) => {
          const retention = storages[index]?.retention
          return {
            key: String(position),
            head: <SeriesName name={name} colour={colour} />,
            cells: [
              retention ? `${retention.deleted} / ${retention.deleted + retention.kept}` : '—',
              ...RETENTION_FIGURES.map((figure) => (
                <span
                  key={figure}
                  className={
                    figure.endsWith('Naive') ? 'text-muted' : figure.endsWith('Freed') ? 'font-semibold' : ''
                  }
                >
                  <Figure cell={retention?.[figure]} units={units} precision={precisionOf(figure)} />
                </span>
              )),
            ],
          }
        })}
      />
    </>
  )
})
