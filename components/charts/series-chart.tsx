'use client'

import { useTranslations } from 'next-intl'
import { memo, type PointerEvent, useMemo, useState } from 'react'
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts'
import { useWords } from '@/components/document/use-words'
import type { SeriesChart as Chart } from '@/lib/document/document'
import { frameOf, type SeriesFrame } from '@/lib/document/series/frame'
import { drawnParts, drawnPlaces, placeAt, valuesOf, widthOf } from '@/lib/document/series/plot'
import { seriesSummary } from '@/lib/document/words/series-words'
import type { Units } from '@/lib/i18n/format'
import { clipMiddle } from '@/lib/render/svg/text'
import { textWidth } from '@/lib/render/svg/text-width'
import { pointAt, tapAt } from './crosshair'
import { SeriesMarks } from './series-marks'
import { SeriesWalker } from './series-walker'
import { useWidth } from './use-width'

interface Props {
  readonly chart: Chart
  readonly units: Units
  /** Pixels of the plot. */
  readonly height?: number
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
export default function SeriesChart({ chart, units, height = 240, onZoom, onOpen }: Props) {
  const t = useTranslations('figures')
  const words = useWords()
  const [box, width] = useWidth()
  const frame = useMemo(
    () => frameOf(chart, units, { width, height, top: TOP, text: TEXT, widthOf: textWidth }),
    [chart, units, width, height],
  )
  const [drag, setDrag] = useState<readonly [number, number]>()
  const count = chart.places.length
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
          style={{ height: height + TOP + FOOT }}
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
                top: TOP,
                height,
              }}
            />
          )}
          <SeriesMarks chart={chart} frame={frame} units={units} />
          <SeriesWalker chart={chart} label={name} units={units} onOpen={onOpen} />
        </div>
      )}
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
  const { axis, left, right, width, height } = frame
  const parts = drawnParts(chart)
  const kept = drawnPlaces(chart, width)
  const onAxis = (value: number | undefined) => (value === undefined ? null : Math.max(axis.low, value))
  const values = chart.lines.map(({ cells }) => parts.map((part) => valuesOf(cells[part] ?? []).map(onAxis)))
  const data = kept.map((place) => ({
    place,
    ...Object.fromEntries(
      values.flatMap((line, at) => [
        ...line.map((part, index) => [`l${at}-${index}`, part[place] ?? null]),
        [`r${at}`, line.every((part) => part[place] != null) ? line.map((part) => part[place]) : null],
      ]),
    ),
  }))
  const labelOf = (place: number) => clipMiddle(chart.places[place] ?? '', frame.nameWidth, { size: TEXT })
  const textOf = new Map(frame.ticks.map(({ value, text }) => [value, text]))
  return (
    <ComposedChart
      width={left + width + right}
      height={height + TOP + FOOT}
      data={data}
      margin={{ top: TOP, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      role="img"
      aria-label={name}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="place"
        type="number"
        domain={[-0.5, chart.places.length - 0.5]}
        ticks={[...frame.named]}
        interval={0}
        tickFormatter={labelOf}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={TICK}
        tickMargin={8}
        height={FOOT}
      />
      <YAxis
        width={left}
        scale={axis.log ? 'log' : 'linear'}
        domain={[axis.low, axis.high]}
        allowDataOverflow
        ticks={[...axis.ticks]}
        interval={0}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        tickFormatter={(value: number) => textOf.get(value) ?? ''}
      />
      {chart.limits.map(({ value, text }) => (
        <ReferenceLine
          key={text}
          y={value}
          stroke="var(--ink)"
          strokeDasharray="2 3"
          label={{ value: text, position: 'insideTopLeft', fill: 'var(--ink)', fontSize: TEXT }}
        />
      ))}
      {chart.interval &&
        chart.lines.map(({ strategy, colour }, at) => (
          <Area
            key={strategy}
            dataKey={`r${at}`}
            type="linear"
            stroke="none"
            fill={`var(--accent-${colour})`}
            fillOpacity={0.12}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      {chart.lines.flatMap(({ strategy, colour }, at) =>
        parts.map((part, index) => {
          const isDashed = chart.parts[part]?.look === 'dashed'
          const stroke = widthOf(chart, at, part)
          return (
            <Line
              key={`${strategy}-${part}`}
              dataKey={`l${at}-${index}`}
              type="linear"
              stroke={`var(--accent-${colour})`}
              strokeWidth={isDashed ? 1.5 : stroke}
              {...(isDashed && { strokeDasharray: DASH })}
              isAnimationActive={false}
              activeDot={false}
              // A thousand points of its own would each be an element more: `SeriesMarks` draws those that show.
              dot={false}
            />
          )
        }),
      )}
    </ComposedChart>
  )
})
