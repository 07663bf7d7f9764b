'use client'

import { Name } from '@/components/display/name'
import { Marker } from '@/components/display/strategy-mark'
import type { LegendEntry } from '@/lib/document/document'
import { formatBytes, type Units } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'

/** One line: `values` along the places of the chart. */
export interface ChartLine {
  readonly name: string
  readonly colour: number
  readonly dash?: string | undefined
  /** How many lines lie over it: it is drawn the wider, so that it shows where they meet. */
  readonly below: number
  /** Extrapolated: drawn straight between its values, its figures marked ≈. */
  readonly estimated?: boolean
  readonly values: readonly (number | undefined)[]
}

export interface LinesProps {
  readonly title: string
  /** Where on the axis each value stands, ascending. */
  readonly places: readonly number[]
  readonly labelOf: (place: number) => string
  readonly lines: readonly ChartLine[]
  /** What its bytes are of. */
  readonly basis: Basis
  readonly units: Units
}

/** Pixels. */
export const CHART_HEIGHT = 280

/** A line's figure at a place, as it is written; nothing where it is unknown. */
export function bytesText(
  { values, estimated }: ChartLine,
  index: number,
  basis: Basis,
  units: Units,
): string | undefined {
  const value = values[index]
  return value === undefined ? undefined : `${estimated ? '≈' : ''}${formatBytes(value, basis, units)}`
}

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
