'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Reason } from '@/lib/analysis/cell'
import type { UpgradeBytes } from '@/lib/analysis/rollout/upgrade-bytes'
import type { Series } from '@/lib/document/downloads/releases'
import { breakEvenTexts } from '@/lib/document/words/rollout-words'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly matrices: readonly UpgradeBytes[]
  readonly estimated: readonly (Reason | undefined)[]
  readonly skipShare: number
}

/** For each pair of strategies, which one downloads less and until when. */
export function BreakEvens({ series, matrices, estimated, skipShare }: Props) {
  const t = useTranslations('rollout')
  const pairs = useMemo(
    () => breakEvenTexts(t, { series, matrices, estimated, skipShare }),
    [t, series, matrices, estimated, skipShare],
  )
  if (pairs.length === 0) return null
  return (
    <div>
      <h3 className="mt-4 mb-1 font-semibold text-sm">{t('breakEven.heading')}</h3>
      <ul className="grid gap-y-1">
        {pairs.map(({ key, sentence, part }) => (
          <li key={key}>
            {sentence}
            {part !== undefined && <span className="text-muted"> {part}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
