'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { SideBySide } from '@/components/cards/side-by-side'
import { Hint } from '@/components/ui/hint'
import type { StorageReport } from '@/lib/analysis/downloads-report'
import type { StorageFigure } from '@/lib/analysis/storage/growth'
import type { ReleaseRow, Series } from '@/lib/document/downloads/releases'
import { STORAGE_FIGURES } from '@/lib/document/downloads/storage-facts'
import { precisionOf } from '@/lib/document/words/storage-words'
import type { Units } from '@/lib/i18n/format'
import { LineLegend } from '../rollout/line-legend'
import { PlainTable } from './plain-table'

interface Props {
  readonly series: readonly Series[]
  readonly rows: readonly ReleaseRow[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
  readonly keep: number
  readonly units: Units
}

/** After each release: what is stored once, and what its tags add up to. */
export const StorageTable = memo(function StorageTable({ series, rows, storages, keep, units }: Props) {
  const t = useTranslations('storage')
  const cellsOf = (row: ReleaseRow, figure: StorageFigure) =>
    row.releases.map((release, index) =>
      typeof release === 'number' ? storages[index]?.points[release]?.[figure] : undefined,
    )
  return (
    <>
      <LineLegend series={series} />
      <PlainTable
        label={t('table')}
        corner={t('after')}
        columns={STORAGE_FIGURES.map((figure) => t(`columns.${figure}`, { keep }))}
        rows={rows.map((row) => ({
          key: row.label,
          head: row.releases.includes('unread') ? (
            <Hint text={t('unread')}>
              <span className="underline decoration-dotted decoration-muted underline-offset-4">
                {row.label}
              </span>
            </Hint>
          ) : (
            row.label
          ),
          cells: STORAGE_FIGURES.map((figure) => (
            <span key={figure} className={figure.endsWith('Naive') ? 'text-muted' : ''}>
              <SideBySide
                cells={cellsOf(row, figure)}
                units={units}
                precision={precisionOf(figure)}
                compares={!figure.endsWith('Naive')}
              />
            </span>
          )),
        }))}
      />
    </>
  )
})
