'use client'

import { useTranslations } from 'next-intl'
import type { StorageReport } from '@/lib/api/downloads'
import type { Series } from '@/lib/downloads/releases'
import type { LayerLimit } from '@/lib/storage/layer-limit'
import { useAmountText } from '../rollout/use-amount-text'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
}

const DAY_SECONDS = 24 * 60 * 60

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
  const { timeText } = useAmountText('decimal')
  const { layers, perRelease = 0, releasesLeft, date } = limit
  const left = releasesLeft.kind === 'unknown' ? 0 : releasesLeft.value
  const pace = String(Number(perRelease.toPrecision(2)))
  const now = t('now', { name, layers, limit: limit.limit, pace, left })
  if (date.kind === 'none') return date.why === 'no-growth' ? now : `${now} ${t(date.why)}`
  const when = t.rich('at', {
    nowrap: (text) => <span className="whitespace-nowrap">{text}</span>,
    date: date.date.slice(0, date.date.indexOf('T')),
    interval: timeText(date.daysPerRelease * DAY_SECONDS),
  })
  return (
    <>
      {now} {when}
    </>
  )
}
