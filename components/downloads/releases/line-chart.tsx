'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWidth } from '@/components/charts/use-width'
import { Marker } from '@/components/display/strategy-mark'
import { ticksFor } from '@/lib/document/compare/bars'
import { formatBytes, type Units } from '@/lib/i18n/format'

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

interface Props {
  readonly title: string
  /** Where on the axis each value stands, ascending. */
  readonly places: readonly number[]
  readonly labelOf: (place: number) => string
  readonly lines: readonly ChartLine[]
  readonly units: Units
}

const HEIGHT = 280
/** Room for the axis of bytes, and around the plot. */
const AXIS = 62
const [TOP, RIGHT, FOOT] = [12, 16, 34]
/** Between the plot's edges and the first and the last place. */
const INSET = 12
const TICK_WIDTH = 64
const MOST_MARKERS = 12
const TICK = { fill: 'var(--muted)', fontSize: 12 }

/** Bytes along releases. Each figure is in the table beside it too. */
export default function BytesLineChart({ title, places, labelOf, lines, units }: Props) {
  const t = useTranslations('chartTable')
  const [box, width] = useWidth()
  const last = places.at(-1) ?? 0
  const ticks = ticksFor(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const [pointed, setPointed] = useState<number>()
  const floor = HEIGHT - FOOT
  const room = width - AXIS - RIGHT - 2 * INSET
  const xOf = (place: number) => AXIS + INSET + (place / Math.max(1, last)) * room
  const yOf = (bytes: number) => floor - (bytes / (ticks.at(-1) ?? 1)) * (floor - TOP)
  const every = Math.ceil(places.length / MOST_MARKERS)
  const bytesOf = (line: ChartLine, index: number) => {
    const value = line.values[index]
    return value === undefined ? undefined : `${line.estimated ? '≈' : ''}${formatBytes(value, units)}`
  }
  // For screen readers: where a line begins and ends. The table beside the chart has every figure.
  const summaryOf = (line: ChartLine) => {
    const { name } = line
    const known = places.flatMap((place, index) => {
      const text = bytesOf(line, index)
      return text === undefined ? [] : [{ label: labelOf(place), text }]
    })
    const [from] = known
    const to = known.at(-1)
    if (!from || !to) return undefined
    return from === to
      ? t('lineOne', { name, first: from.text, from: from.label })
      : t('line', { name, first: from.text, from: from.label, last: to.text, to: to.label })
  }
  return (
    <section ref={box} aria-label={title} className="min-w-0 overflow-hidden">
      {width > 0 && (
        <div
          className="relative"
          onPointerMove={({ clientX, currentTarget }) => {
            const x = clientX - currentTarget.getBoundingClientRect().left
            setPointed(nearest(places, ((x - AXIS - INSET) / room) * Math.max(1, last)))
          }}
          onPointerLeave={() => setPointed(undefined)}
        >
          <svg width={width} height={HEIGHT} role="img" aria-label={title}>
            {ticks.map((bytes) => (
              <g key={bytes}>
                <line
                  x1={AXIS}
                  x2={width - RIGHT}
                  y1={yOf(bytes)}
                  y2={yOf(bytes)}
                  stroke={bytes === 0 ? 'var(--line-strong)' : 'var(--line)'}
                />
                <text x={AXIS - 8} y={yOf(bytes) + 4} textAnchor="end" {...TICK}>
                  {formatBytes(bytes, units)}
                </text>
              </g>
            ))}
            {placesShown(last, width).map((place) => (
              <text key={place} x={xOf(place)} y={floor + 18} textAnchor="middle" {...TICK}>
                {labelOf(place)}
              </text>
            ))}
            {pointed !== undefined && (
              <line
                x1={xOf(places[pointed] ?? 0)}
                x2={xOf(places[pointed] ?? 0)}
                y1={TOP}
                y2={floor}
                stroke="var(--line-strong)"
              />
            )}
            {lines.map((line, index) => (
              <g key={`${line.name} ${String(index)}`}>
                <path
                  d={pathOf(
                    line,
                    (at, bytes) => `${xOf(places[at] ?? 0).toFixed(1)} ${yOf(bytes).toFixed(1)}`,
                  )}
                  fill="none"
                  stroke={`var(--accent-${line.colour})`}
                  strokeWidth={2 + Math.min(3, line.below) * 1.75}
                  strokeDasharray={line.dash}
                />
                {line.values.map(
                  (bytes, at) =>
                    bytes !== undefined &&
                    at % every === 0 && (
                      <Marker
                        key={String(at)}
                        colour={line.colour}
                        x={xOf(places[at] ?? 0)}
                        y={yOf(bytes)}
                        size={1 + Math.min(3, line.below) * 0.35}
                      />
                    ),
                )}
              </g>
            ))}
          </svg>
          {pointed !== undefined && (
            <div
              className="pointer-events-none absolute z-10 rounded-md border border-line bg-surface px-3 py-2 text-xs shadow-lg"
              style={besideOf(xOf(places[pointed] ?? 0), width)}
            >
              <p className="font-medium">{labelOf(places[pointed] ?? 0)}</p>
              {lines.map((line) => {
                const text = bytesOf(line, pointed)
                if (text === undefined) return null
                return (
                  <p key={line.name} className="flex items-center gap-1.5 tabular-nums">
                    <svg width="12" height="12" aria-hidden="true">
                      <Marker colour={line.colour} x={6} y={6} />
                    </svg>
                    <span className="text-muted">{line.name}</span>
                    <span className="ml-auto pl-3">{text}</span>
                  </p>
                )
              })}
            </div>
          )}
        </div>
      )}
      <ul className="sr-only">
        {lines.map((line) => {
          const text = summaryOf(line)
          return text && <li key={line.name}>{text}</li>
        })}
      </ul>
    </section>
  )
}

/** Whole places that the axis names: as many as fit, evenly apart. */
function placesShown(last: number, width: number): readonly number[] {
  const step = Math.max(1, Math.ceil(last / Math.max(1, Math.floor((width - AXIS) / TICK_WIDTH))))
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step)
}

/** Index of the place that is closest to one on the axis. */
function nearest(places: readonly number[], to: number): number | undefined {
  const apart = places.map((place) => Math.abs(place - to))
  return apart.length === 0 ? undefined : apart.indexOf(Math.min(...apart))
}

/** A line through the known values: it is broken where one is unknown, unless it is extrapolated. */
function pathOf({ values, estimated }: ChartLine, pointOf: (at: number, bytes: number) => string): string {
  let isDrawn = false
  return values
    .map((bytes, at) => {
      if (bytes === undefined) {
        isDrawn &&= estimated ?? false
        return ''
      }
      const step = isDrawn ? 'L' : 'M'
      isDrawn = true
      return step + pointOf(at, bytes)
    })
    .join('')
}

/** Right of a place, left of it in the right half. */
const besideOf = (x: number, width: number) =>
  x < width / 2 ? { left: x + 12, top: TOP } : { right: width - x + 12, top: TOP }
