'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Hint } from '@/components/ui/hint'
import type { StorageReport } from '@/lib/analysis/downloads-report'
import type { Extrapolated } from '@/lib/analysis/storage/extrapolate'
import type { StorageFigure } from '@/lib/analysis/storage/growth'
import type { Series } from '@/lib/document/downloads/releases'
import { STORAGE_FIGURES } from '@/lib/document/downloads/storage-facts'
import { aheadText } from '@/lib/document/words/storage-words'
import type { Units } from '@/lib/i18n/format'
import { PlainTable } from './plain-table'
import { SeriesName } from './series-name'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
  readonly ahead: number
  readonly units: Units
}

/** Where storage stands some releases ahead, with the pace that it rests on. */
export const AheadTable = memo(function AheadTable({ series, storages, ahead, units }: Props) {
  const t = useTranslations('storage')
  const keep = storages[0]?.points[0]?.keep ?? 0
  const heading = t('ahead.heading', { releases: ahead })
  return (
    <>
      <h3 className="mt-4 font-semibold text-sm">{heading}</h3>
      <p className="mb-1 text-muted text-sm">{t('ahead.note')}</p>
      <PlainTable
        label={heading}
        corner={t('strategy')}
        columns={STORAGE_FIGURES.map((figure) => t(`columns.${figure}`, { keep }))}
        rows={series.map(({ position, name, colour }, index) => ({
          key: String(position),
          head: <SeriesName name={name} colour={colour} />,
          cells: STORAGE_FIGURES.map((figure) => (
            <Ahead key={figure} figure={figure} ahead={storages[index]?.ahead[figure]} units={units} />
          )),
        }))}
      />
    </>
  )
})

interface AheadProps {
  readonly figure: StorageFigure
  readonly ahead: Extrapolated | undefined
  readonly units: Units
}

function Ahead({ figure, ahead, units }: AheadProps) {
  const t = useTranslations('storage.ahead')
  if (!ahead) return '—'
  const { text, pace, why } = aheadText(t, figure, ahead, units)
  if (why !== undefined) {
    return (
      <Hint text={why}>
        <span className="underline decoration-dotted decoration-muted underline-offset-4">{text}</span>
      </Hint>
    )
  }
  return (
    <>
      {text}
      <span className="block text-muted text-xs">{pace}</span>
    </>
  )
}
