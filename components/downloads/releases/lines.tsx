'use client'

import dynamic from 'next/dynamic'
import { Name } from '@/components/display/name'
import { Marker } from '@/components/display/strategy-mark'
import type { LegendEntry } from '@/lib/document/document'

/** Loaded when it is needed. */
export const LazyLineChart = dynamic(() => import('./line-chart'), {
  ssr: false,
  loading: () => <div className="h-[280px] rounded bg-sunken" aria-hidden="true" />,
})

interface Props {
  readonly legend: readonly LegendEntry[]
  /** What its kinds of line mean. */
  readonly lines?: readonly { readonly text: string; readonly dash?: string | undefined }[]
}

/** The strategies of a chart by marker, colour and name; what its kinds of line mean behind them. */
export function LineLegend({ legend, lines = [] }: Props) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {legend.map(({ name, colour }, place) => (
        <li key={String(place)} className="flex items-center gap-1.5">
          <svg width="24" height="12" aria-hidden="true">
            <line x1="0" y1="6" x2="24" y2="6" stroke={`var(--accent-${colour})`} strokeWidth="2" />
            <Marker colour={colour} x={12} y={6} />
          </svg>
          <Name text={name} />
        </li>
      ))}
      {lines.map(({ text, dash }) => (
        <li key={text} className="flex items-center gap-1.5 text-muted">
          <svg width="28" height="12" aria-hidden="true">
            <line x1="0" y1="6" x2="28" y2="6" stroke="var(--muted)" strokeWidth="2" strokeDasharray={dash} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
