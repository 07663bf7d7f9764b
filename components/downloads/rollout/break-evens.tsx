'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Series } from '@/lib/downloads/releases'
import { formatShare } from '@/lib/format'
import { type BreakEven, breakEven } from '@/lib/rollout/break-even'
import type { UpgradeBytes } from '@/lib/rollout/upgrade-bytes'

interface Props {
  readonly series: readonly Series[]
  /** One a series. */
  readonly matrices: readonly UpgradeBytes[]
  readonly estimated: readonly boolean[]
  readonly skipShare: number
}

/** For each pair of strategies, which one downloads less and until when. */
export function BreakEvens({ series, matrices, estimated, skipShare }: Props) {
  const t = useTranslations('rollout')
  const pairs = useMemo(() => pairsOf(matrices, skipShare), [matrices, skipShare])
  const sentence = ({ a, b, found }: Pair) => {
    const names = { a: series[a]?.name ?? '', b: series[b]?.name ?? '' }
    switch (found.kind) {
      case 'at': {
        const [low, high] = found.cheaperBelow === 'a' ? [names.a, names.b] : [names.b, names.a]
        const about = estimated[a] || estimated[b] ? '≈' : ''
        return t('breakEven.at', { low, high, share: about + formatShare(found.pullShare) })
      }
      case 'always': {
        const [low, high] = found.cheaper === 'a' ? [names.a, names.b] : [names.b, names.a]
        return t('breakEven.always', { low, high })
      }
      case 'equal':
        return t('breakEven.equal', names)
      case 'unknown':
        return t('breakEven.unknown', { ...names, pulls: found.lacking })
    }
  }
  if (pairs.length === 0) return null
  return (
    <div>
      <h3 className="mt-4 mb-1 font-semibold text-sm">{t('breakEven.heading')}</h3>
      <ul className="grid gap-y-1">
        {pairs.map((pair) => (
          <li key={`${pair.a} ${pair.b}`}>
            {sentence(pair)}
            {pair.part !== undefined && (
              <span className="text-muted"> {t('breakEven.part', { releases: pair.part })}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly found: BreakEven
  /** How many releases were compared, when one of the two has more. */
  readonly part: number | undefined
}

function pairsOf(matrices: readonly UpgradeBytes[], skipShare: number): readonly Pair[] {
  return matrices.flatMap((left, a) =>
    matrices.slice(a + 1).map((right, index) => {
      const found = breakEven(left, right, { skipShare })
      const same = left.tags.length === right.tags.length
      return {
        a,
        b: a + 1 + index,
        found,
        part: same || found.kind === 'unknown' ? undefined : found.releases,
      }
    }),
  )
}
