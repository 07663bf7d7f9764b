'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useMemo, useRef } from 'react'
import { ZoomRange } from '@/components/charts/zoom-range'
import { useWords } from '@/components/document/use-words'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { useNear } from '@/components/ui/use-near'
import type { CardId } from '@/lib/document/compare/columns'
import type { BarsChart } from '@/lib/document/document'
import { cardChart, FIGURE_KEYS } from '@/lib/document/series/figure-chart'
import { BAR_LAYOUTS, type BarLayout, CHART_SCALES, FIGURES, type FigureId } from '@/lib/link/view-state'
import { type CardsProps, tagHrefOf, useLinked } from './card-state'
import { useChartRows } from './use-chart-rows'

const LayerChart = dynamic(() => import('@/components/charts/layer-chart'), {
  ssr: false,
  loading: ChartSkeleton,
})
const SeriesChart = dynamic(() => import('@/components/charts/series-chart'), {
  ssr: false,
  loading: ChartSkeleton,
})

type Props = Pick<CardsProps, 'report' | 'state' | 'onChange'> & {
  readonly card: CardId
  readonly title: string
}

/** The chart of a card: which figure, its scale, the figure itself, and the tags in view. */
export function FigureChart({ card, title, report, state, onChange }: Props) {
  const t = useTranslations('figures')
  const charts = useTranslations('charts')
  const words = useWords()
  const { zoom, only, bars, scale, units, [FIGURE_KEYS[card]]: chosen } = state
  const linked = useLinked(state)
  const { rows, range, onZoom, onOpen } = useChartRows({ report, state, onChange })
  const chart = useMemo(
    () =>
      cardChart(card, {
        ...{ report, rows, words, units, bars, zoom, only, scale, linked },
        [FIGURE_KEYS[card]]: chosen,
      }),
    [card, report, rows, words, units, bars, zoom, only, scale, linked, chosen],
  )
  const box = useRef<HTMLDivElement>(null)
  const isNear = useNear(box, { acted: true })
  const alone = only !== null && report.strategies[only]
  const shown = useMemo(() => (alone && chart.kind === 'bars' ? asOnly(chart) : chart), [alone, chart])
  return (
    <div ref={box} className="min-w-0">
      <div className="mb-1 flex flex-wrap items-center gap-2 print:hidden">
        <Select
          label={<span className="sr-only">{t('choose', { card: title })}</span>}
          // What is drawn: too many tags for bars are lines.
          value={
            FIGURES[card].find((figure) => figure === (chart.kind === 'bars' ? 'bars' : chart.figure)) ??
            chosen
          }
          wide
          options={FIGURES[card].map((value: FigureId) => ({
            value,
            text: value === 'bars' ? t('bars') : t(`${value}.title`),
          }))}
          onChange={(figure) => onChange({ [FIGURE_KEYS[card]]: figure })}
        />
        {chart.kind === 'series' && (
          <Segmented
            label={`${t('scale')}: ${title}`}
            value={scale}
            options={CHART_SCALES.map((value) => ({ value, text: t(value) }))}
            onChange={(next) => onChange({ scale: next })}
          />
        )}
        {chart.kind === 'bars' && card === 'total' && (
          <Segmented<BarLayout>
            label={charts('layout')}
            value={chart.layout ?? 'side'}
            options={BAR_LAYOUTS.map((value) => ({
              ...{ value, text: charts(value), title: charts(`${value}Title`) },
            }))}
            onChange={(next) => onChange({ bars: next })}
          />
        )}
      </div>
      {!isNear ? (
        <ChartSkeleton />
      ) : shown.kind === 'bars' ? (
        <LayerChart
          title={title}
          groups={shown.groups}
          notes={shown.notes}
          strategies={alone ? [alone] : report.strategies}
          units={units}
          tagHref={tagHrefOf(state)}
          layout={shown.layout}
        />
      ) : (
        <SeriesChart chart={shown} units={units} onZoom={onZoom} onOpen={onOpen} />
      )}
      {range && <ZoomRange {...range} />}
      <p className="mt-1 text-muted text-xs">
        {chart.note}
        {chart.kind === 'series' && chart.forced && ` ${t('zoomIn')}`}
      </p>
    </div>
  )
}

/** The bars of the one strategy that is shown, which is the first then. */
const asOnly = (chart: BarsChart): BarsChart => ({
  ...chart,
  groups: chart.groups.map((group) => ({
    ...group,
    bars: group.bars.map((bar) => bar && { ...bar, strategy: 0 }),
  })),
  notes: chart.notes?.map((note) => ({ ...note, strategy: 0 })),
})

const SKELETON = ['h-40', 'h-52', 'h-44', 'h-56', 'h-48', 'h-60']

function ChartSkeleton() {
  return (
    <div className="flex h-[300px] items-end gap-4 px-10 pb-8" aria-hidden="true">
      {SKELETON.map((height) => (
        <div key={height} className={`flex-1 rounded-t bg-sunken ${height}`} />
      ))}
    </div>
  )
}
