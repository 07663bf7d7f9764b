'use client'

import { useTranslations } from 'next-intl'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Legend } from '@/components/document/legend'
import type { LegendEntry } from '@/lib/document/document'
import { plain } from '@/lib/oci/plain'

interface Props {
  readonly legend: readonly LegendEntry[]
  /** Position of the strategy that charts show alone. */
  readonly only: number | null
  readonly onOnly: (only: number | null) => void
}

/** The strategies of a card; a click shows one alone in the charts, a second one all of them again. */
export function IsolatingLegend({ legend, only, onOnly }: Props) {
  const t = useTranslations('figures')
  const chosen = only !== null && only < legend.length ? only : null
  if (legend.length < 2) return <Legend legend={legend} />
  return (
    <ul className="mb-2 flex flex-wrap gap-x-2 gap-y-1 text-sm">
      {legend.map(({ name, colour }, place) => (
        <li key={String(place)}>
          <button
            type="button"
            aria-pressed={chosen === place}
            title={chosen === place ? t('everyone') : t('only', { name: plain(name) })}
            onClick={() => onOnly(chosen === place ? null : place)}
            className={`inline-flex min-h-6 cursor-pointer items-center gap-1.5 rounded px-1.5 hover:bg-sunken ${chosen === null || chosen === place ? '' : 'text-muted'} ${chosen === place ? 'bg-sunken ring-1 ring-line-strong' : ''}`}
          >
            <StrategyMark colour={colour} />
            {plain(name)}
          </button>
        </li>
      ))}
    </ul>
  )
}
