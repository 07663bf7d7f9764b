'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { BarChart, CartesianGrid, Bar as RechartsBar, XAxis, YAxis } from 'recharts'
import type { StrategyReport } from '@/lib/analysis/report'
import { firstBand } from '@/lib/document/compare/band-place'
import { type Band, type Bar, type Group, ticksFor } from '@/lib/document/compare/bars'
import { bandText } from '@/lib/document/words/band-text'
import { formatBytes, type Units } from '@/lib/i18n/format'
import { BandTooltip, type Hovered } from './band-tooltip'
import { BandWalker } from './band-walker'
import { LayerPatterns } from './layer-patterns'
import { type BarShape, StackedBar } from './stacked-bar'
import { useWidth } from './use-width'
import { useWindow } from './use-window'

interface Props {
  readonly title: string
  readonly groups: readonly Group[]
  readonly strategies: readonly StrategyReport[]
  readonly units: Units
  readonly tagHref: (reference: string, from?: string) => string
}

const HEIGHT = 300
const BAR_WIDTH = 26
const BAR_GAP = 3
const GROUP_GAP = 26
/** Room for the axis of bytes. */
const AXIS = 62
const MARGIN = { top: 30, right: 8, bottom: 4, left: 4 }

/** Grouped bars, one per strategy and tag, each stacked from its layers with the base at the bottom. */
export default function LayerChart({ title, groups, strategies, units, tagHref }: Props) {
  const t = useTranslations('charts')
  const router = useRouter()
  const patternId = useId()
  const [box, width] = useWidth()
  const [hovered, setHovered] = useState<Hovered>()
  const groupWidth = strategies.length * (BAR_WIDTH + BAR_GAP) + GROUP_GAP
  const { fullWidth, first, count, onScroll, show } = useWindow(width - AXIS, groups.length, groupWidth)
  const name = t('label', { title })
  const open = ({ tag, strategy }: Bar) =>
    router.push(tagHref(tag.reference, strategies[strategy]?.from?.name))
  const textOf = (band: Band, { tag, strategy }: Bar) =>
    bandText(t, band, { ...tag, strategy: strategies[strategy]?.name ?? '', units })
  // One scale for all groups, so that bars do not change their height while the row is scrolled.
  const ticks = ticksFor(Math.max(0, ...groups.flatMap(({ bars }) => bars.map((bar) => bar?.bytes ?? 0))))
  // A group is one point of the data; a strategy is one series whose value is the height of its bar.
  const data = groups.slice(first, first + count).map(({ label, bars }, index) => ({
    label,
    group: first + index,
    bars,
    ...Object.fromEntries(bars.map((bar, index) => [`s${index}`, bar?.bytes ?? 0])),
  }))

  return (
    // The scroller is as wide as all groups; the chart stays in view in it and draws those that are due.
    <section
      ref={box}
      aria-label={name}
      // What scrolls has to be reachable by keyboard; mostly it is by its bars.
      tabIndex={groups.length > count && !firstBand(groups) ? 0 : undefined}
      className="relative min-w-0 overflow-x-auto"
      onScroll={onScroll}
      onMouseLeave={() => setHovered(undefined)}
    >
      <div style={{ width: fullWidth + AXIS }}>
        <div className="sticky left-0" style={{ width }}>
          {width > 0 && (
            <BarChart
              width={width}
              height={HEIGHT}
              data={data}
              margin={MARGIN}
              barGap={BAR_GAP}
              barCategoryGap="16%"
              accessibilityLayer={false}
              role="img"
              aria-label={name}
            >
              <defs>
                <LayerPatterns ids={patternId} />
              </defs>
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis
                dataKey="label"
                tickLine={false}
                axisLine={{ stroke: 'var(--line-strong)' }}
                tick={{ fill: 'var(--muted)', fontSize: 12 }}
                tickMargin={14}
                height={38}
                interval="preserveStartEnd"
              />
              <YAxis
                width={AXIS}
                domain={[0, ticks.at(-1) ?? 1]}
                ticks={[...ticks]}
                tickLine={false}
                axisLine={false}
                tick={{ fill: 'var(--muted)', fontSize: 12 }}
                tickFormatter={(bytes: number) => formatBytes(bytes, units)}
              />
              {strategies.map((strategy, index) => (
                <RechartsBar
                  key={strategy.input.reference + String(index)}
                  dataKey={`s${index}`}
                  name={strategy.name}
                  maxBarSize={BAR_WIDTH * 2}
                  isAnimationActive={false}
                  shape={(shape: BarShape) => (
                    <StackedBar
                      shape={shape}
                      place={index}
                      colour={strategy.colour}
                      patternId={patternId}
                      units={units}
                      active={hovered?.band.key}
                      onHover={setHovered}
                      onOpen={open}
                    />
                  )}
                />
              ))}
            </BarChart>
          )}
          <BandWalker
            label={name}
            groups={groups}
            textOf={textOf}
            onShow={(group) => box.current && show(box.current, group)}
            onPoint={setHovered}
            onOpen={open}
          />
        </div>
      </div>
      {hovered && <BandTooltip {...hovered} text={textOf(hovered.band, hovered.bar)} />}
    </section>
  )
}
