'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { StorageReport } from '@/lib/analysis/downloads-report'
import type { LayerLimit } from '@/lib/analysis/storage/layer-limit'
import type { Series } from '@/lib/document/downloads/releases'
import { limitEnd, limitText } from '@/lib/document/words/storage-words'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
}

/** When series whose layers grow meet the engine's limit; nothing for those whose layers do not. */
export function LayerLimits({ series, storages }: Props) {
  const t = useTranslations('storage.limit')
  const nearing = series.flatMap(({ position, name }, index) => {
    const limit = storages[index]?.limit
    return limit && limit.releasesLeft.kind !== 'unknown' ? [{ position, name, limit }] : []
  })
  if (nearing.length === 0) return null
  return (
    <>
      <h3 className="mt-4 mb-1 font-semibold text-sm">{t('heading', { limit: nearing[0]!.limit.limit })}</h3>
      <ul className="grid gap-y-1">
        {nearing.map(({ position, name, limit }) => (
          <li key={position}>
            <LimitSentence name={name} limit={limit} />
          </li>
        ))}
      </ul>
    </>
  )
}

function LimitSentence({ name, limit }: { readonly name: string; readonly limit: LayerLimit }) {
  const t = useTranslations('storage.limit')
  const duration = useTranslations('rollout.duration')
  const now = limitText(t, name, limit)
  const end = limitEnd(duration, limit)
  if (!end) return now
  if (end.key !== 'at') return `${now} ${t(end.key)}`
  const nowrap = (text: ReactNode) => <span className="whitespace-nowrap">{text}</span>
  return (
    <>
      {now} {t.rich(end.key, { ...end.values, nowrap })}
    </>
  )
}
