'use client'

import { useTranslations } from 'next-intl'
import { memo, useMemo } from 'react'
import { useLinked } from '@/components/cards/card-state'
import { useChartRows } from '@/components/cards/use-chart-rows'
import { AsTable } from '@/components/charts/as-table'
import { IsolatingLegend } from '@/components/charts/isolating-legend'
import SeriesChart from '@/components/charts/series-chart'
import { ZoomRange } from '@/components/charts/zoom-range'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { Segmented } from '@/components/ui/segmented'
import type { CompareReport } from '@/lib/analysis/report'
import { documentOf } from '@/lib/document/cards/card'
import { glanceCard } from '@/lib/document/cards/glance'
import { withoutEmpty } from '@/lib/document/compare/rows'
import { MARKS_HEIGHT } from '@/lib/document/series/note-marks'
import { CHART_SCALES, type ViewState } from '@/lib/link/view-state'

interface Props {
  readonly report: CompareReport
  readonly view: ViewState
  readonly onChange: (change: Partial<ViewState>) => void
}

const HEIGHT = 150

/** Small charts of the figures that matter, along the same tags. */
export default memo(function GlanceCard({ report: whole, view, onChange }: Props) {
  const t = useTranslations('glance')
  const figures = useTranslations('figures')
  const words = useWords()
  const { units, sort, zoom, only, scale, cols } = view
  const report = useMemo(() => withoutEmpty(whole), [whole])
  const linked = useLinked(view)
  const document = useMemo(
    () => documentOf(glanceCard, { report, units, sort, cols, zoom, only, scale, words, linked }),
    [report, units, sort, cols, zoom, only, scale, words, linked],
  )
  // What numbers mean stands in a list of the page's own.
  const charts = useMemo(
    () =>
      (document?.charts ?? []).flatMap((chart) =>
        chart.kind === 'series' ? { ...chart, listed: true } : [],
      ),
    [document],
  )
  const { range, onZoom, onOpen } = useChartRows({ report, state: view, onChange })
  const [table] = document?.tables ?? []
  if (!document || !table) return null
  const { title, note, legend } = document
  const head = charts.some(({ notes }) => notes?.length) ? MARKS_HEIGHT : undefined
  return (
    <Card
      id="glance"
      card="glance"
      title={title}
      note={note}
      chart
      landmark
      whole
      controls={
        <span className="print:hidden">
          <Segmented
            label={`${figures('scale')}: ${title}`}
            value={scale}
            options={CHART_SCALES.map((value) => ({ value, text: figures(value) }))}
            onChange={(next) => onChange({ scale: next })}
          />
        </span>
      }
    >
      <IsolatingLegend legend={legend} only={only} onOnly={(next) => onChange({ only: next })} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 sm:grid-cols-[repeat(2,minmax(0,1fr))] xl:grid-cols-[repeat(4,minmax(0,1fr))]">
        {charts.map((chart) => (
          <div key={chart.figure} className="min-w-0">
            <h3 className="font-medium text-sm" title={chart.note}>
              {chart.title}
            </h3>
            <SeriesChart {...{ chart, units, onZoom, onOpen, head }} height={HEIGHT} named={false} />
            <p className="text-muted text-xs">{chart.note}</p>
          </div>
        ))}
      </div>
      {range && <ZoomRange {...range} />}
      <AsTable>{() => <Table table={table} label={t('table')} />}</AsTable>
    </Card>
  )
})
