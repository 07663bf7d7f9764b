'use client'

import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { Marker } from '@/components/display/strategy-mark'
import { ticksFor } from '@/lib/document/compare/bars'
import { formatBytes } from '@/lib/i18n/format'
import { bytesText, CHART_HEIGHT, type LinesProps } from './lines'

interface Props extends LinesProps {
  /** Pixels. */
  readonly width: number
}

const AXIS = 62
const TICK_WIDTH = 64
const MARGIN = { top: 12, right: 16, bottom: 4, left: 4 }
const MOST_MARKERS = 12
const TICK = { fill: 'var(--muted)', fontSize: 12 }

/** The lines themselves, in a file of their own: their library is loaded when they come near the view. */
export default function LinePlot({ title, places, labelOf, lines, basis, units, width }: Props) {
  const last = places.at(-1) ?? 0
  const ticks = ticksFor(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const data = places.map((place, index) => ({
    place,
    ...Object.fromEntries(lines.map(({ values }, line) => [`l${line}`, values[index] ?? null])),
  }))
  const every = Math.ceil(places.length / MOST_MARKERS)
  return (
    <LineChart
      width={width}
      height={CHART_HEIGHT}
      data={data}
      margin={MARGIN}
      accessibilityLayer={false}
      role="img"
      aria-label={title}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="place"
        type="number"
        domain={[0, Math.max(1, last)]}
        ticks={[...placesShown(last, width)]}
        interval={0}
        tickFormatter={labelOf}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={TICK}
        padding={{ left: 12, right: 12 }}
      />
      <YAxis
        width={AXIS}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={[...ticks]}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        tickFormatter={(bytes: number) => formatBytes(bytes, 'round', units)}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--line-strong)' }}
        content={({ active, label }) => {
          const index = places.indexOf(Number(label))
          if (!active || index < 0) return null
          return (
            <div className="rounded-md border border-line bg-surface px-3 py-2 text-xs shadow-lg">
              <p className="font-medium">{labelOf(Number(label))}</p>
              {lines.map((line) => {
                const text = bytesText(line, index, basis, units)
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
          )
        }}
      />
      {lines.map((line, index) => (
        <Line
          key={`${line.name} ${String(index)}`}
          dataKey={`l${index}`}
          name={line.name}
          type="linear"
          stroke={`var(--accent-${line.colour})`}
          strokeWidth={2 + Math.min(3, line.below) * 1.75}
          {...(line.dash === undefined ? {} : { strokeDasharray: line.dash })}
          connectNulls={line.estimated ?? false}
          isAnimationActive={false}
          activeDot={false}
          dot={({ key, cx, cy, index: at, value }) =>
            cx === undefined || cy === undefined || value === null || at % every !== 0 ? (
              <g key={key} />
            ) : (
              <Marker
                key={key}
                colour={line.colour}
                x={cx}
                y={cy}
                size={1 + Math.min(3, line.below) * 0.35}
              />
            )
          }
        />
      ))}
    </LineChart>
  )
}

/** Whole places that the axis names: as many as fit, evenly apart. */
function placesShown(last: number, width: number): readonly number[] {
  const step = Math.max(1, Math.ceil(last / Math.max(1, Math.floor((width - AXIS) / TICK_WIDTH))))
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step)
}
