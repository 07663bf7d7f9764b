'use client'

import { useTranslations } from 'next-intl'
import { memo, type PointerEvent, useMemo, useState } from 'react'
import { useWords } from '@/components/document/use-words'
import type { SeriesChart as Chart } from '@/lib/document/document'
import { frameOf, type SeriesFrame } from '@/lib/document/series/frame'
import { drawnParts, drawnPlaces, placeAt, valuesOf, widthOf } from '@/lib/document/series/plot'
import { seriesSummary } from '@/lib/document/words/series-words'
import type { Units } from '@/lib/i18n/format'
import { clipMiddle } from '@/lib/render/svg/text'
import { textWidth } from '@/lib/render/svg/text-width'
import { pointAt, tapAt } from './crosshair'
import { NoteLines, NoteList, NoteMarks } from './note-marks'
import { SeriesMarks } from './series-marks'
import { SeriesWalker } from './series-walker'
import { useWidth } from './use-width'

interface Props {
  readonly chart: Chart
  readonly units: Units
  /** Pixels of the plot, and for marks above it at least. */
  readonly height?: number
  readonly head?: number | undefined
  /** Whether lines have their names at their ends too: not where one legend stands above several charts. */
  readonly named?: boolean
  /** Zooms in on what was dragged over, from one place to another; without it nothing can be. */
  readonly onZoom?: ((from: number, to: number) => void) | undefined
  /** Opens a strategy's tag. */
  readonly onOpen: (place: number, strategy: number) => void
}

const TEXT = 11
const TOP = 12
const FOOT = 28
export const DASH = '6 4'
const TICK = { fill: 'var(--muted)', fontSize: TEXT }

/** A figure along tags, as wide as its card: what is drawn are the cells of the tables. */
export default function SeriesChart({
  chart,
  units,
  height = 240,
  head,
  named = true,
  onZoom,
  onOpen,
}: Props) {
  const t = useTranslations('figures')
  const words = useWords()
  const [box, width] = useWidth()
  const frame = useMemo(
    () => frameOf(chart, units, { width, height, top: TOP, head, text: TEXT, named, widthOf: textWidth }),
    [chart, units, width, height, head, named],
  )
  const [drag, setDrag] = useState<readonly [number, number]>()
  const count = chart.places.length
  const { notes } = frame
  const listed = chart.listed || notes.named ? [] : (chart.notes ?? [])
  const name = t('label', { title: chart.title })
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const from = event.currentTarget.getBoundingClientRect().left + frame.left
    return placeAt((event.clientX - from) / frame.width, count)
  }
  const onMove = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'mouse') return
    const place = placeOf(event)
    pointAt(chart.places[place])
    if (drag) setDrag([drag[0], place])
  }
  const onUp = () => {
    if (drag && drag[0] !== drag[1]) onZoom?.(Math.min(...drag), Math.max(...drag))
    setDrag(undefined)
  }
  return (
    // Several charts of a page may have one name: none is a landmark.
    <section ref={box} className="relative min-w-0">
      <ul className="sr-only">
        {seriesSummary(chart, units, words('chartTable')).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {width > 0 && count > 0 && (
        <div
          className={`relative touch-pan-y select-none ${onZoom ? 'cursor-crosshair' : ''}`}
          style={{ height: frame.top + height + FOOT }}
          onPointerMove={onMove}
          onPointerDown={(event) => {
            if (event.pointerType !== 'mouse') tapAt(chart.places[placeOf(event)])
            else if (onZoom && event.button === 0) {
              event.currentTarget.setPointerCapture(event.pointerId)
              setDrag([placeOf(event), placeOf(event)])
            }
          }}
          onPointerUp={onUp}
          onPointerCancel={() => setDrag(undefined)}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && pointAt(undefined)}
        >
          <Plot chart={chart} frame={frame} name={name} />
          {drag && (
            <div
              className="pointer-events-none absolute bg-brand opacity-15"
              style={{
                left: frame.x(Math.min(...drag)) - frame.step / 2,
                width: (Math.abs(drag[1] - drag[0]) + 1) * frame.step,
                top: frame.top,
                height,
              }}
            />
          )}
          <SeriesMarks chart={chart} frame={frame} units={units} />
          <SeriesWalker chart={chart} label={name} units={units} onOpen={onOpen} />
          <NoteMarks marks={notes.placed} listed={listed.length > 0} />
        </div>
      )}
      <NoteList notes={listed} />
    </section>
  )
}

interface PlotProps {
  readonly chart: Chart
  readonly frame: SeriesFrame
  readonly name: string
}

/** What does not change while the pointer moves: it is not drawn again. */
const Plot = memo(function Plot({ chart, frame, name }: PlotProps) {
  const { axis, left, right, top, width, height, notes } = frame
  const parts = drawnParts(chart)
  const kept = drawnPlaces(chart, width)
  const onAxis = (value: number | undefined) => (value === undefined ? null : Math.max(axis.low, value))
  const values = chart.lines.map(({ cells }) => parts.map((part) => valuesOf(cells[part] ?? []).map(onAxis)))
  const pointOf = (place: number, value: number) =>
    `${frame.x(place).toFixed(1)} ${frame.y(value).toFixed(1)}`
  const labelOf = (place: number) => clipMiddle(chart.places[place] ?? '', frame.nameWidth, { size: TEXT })
  const floor = top + height
  return (
    <svg width={left + width + right} height={floor + FOOT} role="img" aria-label={name}>
      {frame.ticks.map(({ value, text }) => (
        <g key={value}>
          <path
            d={`M${left} ${frame.y(value)}h${width}`}
            stroke={frame.y(value) >= floor ? 'var(--line-strong)' : 'var(--line)'}
          />
          <text x={left - 8} y={frame.y(value) + 4} textAnchor="end" {...TICK}>
            {text}
          </text>
        </g>
      ))}
      {frame.named.map((place) => (
        <text key={place} x={frame.x(place)} y={floor + 18} textAnchor="middle" {...TICK}>
          {labelOf(place)}
        </text>
      ))}
      {chart.limits
        .filter(({ value }) => value <= axis.high)
        .map(({ value, text }) => (
          <g key={text}>
            <path d={`M${left} ${frame.y(value)}h${width}`} stroke="var(--ink)" strokeDasharray="2 3" />
            <text x={left + 5} y={frame.y(value) + 14} fill="var(--ink)" fontSize={TEXT}>
              {text}
            </text>
          </g>
        ))}
      {chart.lines.flatMap(({ strategy, colour }, at) => {
        const line = values[at] ?? []
        const [from = [], to = from] = line
        const between = runsOf(kept, (place) => from[place] != null && to[place] != null)
        return [
          chart.interval && (
            <path
              key={strategy}
              d={between
                .map((run) => {
                  const above = run.map((place) => pointOf(place, to[place] ?? 0))
                  const below = run.toReversed().map((place) => pointOf(place, from[place] ?? 0))
                  return `M${[...above, ...below].join('L')}Z`
                })
                .join('')}
              fill={`var(--accent-${colour})`}
              fillOpacity={0.12}
            />
          ),
          ...parts.map((part, index) => {
            const own = line[index] ?? []
            const isDashed = chart.parts[part]?.look === 'dashed'
            return (
              <path
                key={`${strategy}-${part}`}
                // A thousand points of its own would each be an element more: `SeriesMarks` draws those that show.
                d={runsOf(kept, (place) => own[place] != null)
                  .map((run) => `M${run.map((place) => pointOf(place, own[place] ?? 0)).join('L')}`)
                  .join('')}
                fill="none"
                stroke={`var(--accent-${colour})`}
                strokeWidth={isDashed ? 1.5 : widthOf(chart, at, part)}
                strokeDasharray={isDashed ? DASH : undefined}
              />
            )
          }),
        ]
      })}
      <NoteLines marks={notes.placed.map((mark) => ({ ...mark, to: floor }))} />
    </svg>
  )
})

/** Neighbouring places that all have a value: a line is broken where one has none. */
function runsOf(places: readonly number[], isKnown: (place: number) => boolean): readonly number[][] {
  const runs: number[][] = []
  let isOpen = false
  for (const place of places) {
    const known = isKnown(place)
    if (known && isOpen) runs.at(-1)?.push(place)
    else if (known) runs.push([place])
    isOpen = known
  }
  return runs
}
