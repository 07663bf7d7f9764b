'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { tagHrefOf } from '@/components/cards/card-state'
import { Card } from '@/components/document/card'
import { Legend } from '@/components/document/legend'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import type { CompareReport } from '@/lib/analysis/report'
import { documentOf } from '@/lib/document/cards/card'
import { largestCard } from '@/lib/document/cards/largest'
import type { ViewState } from '@/lib/link/view-state'

const LayerChart = dynamic(() => import('@/components/charts/layer-chart'), { ssr: false })

interface Props {
  readonly report: CompareReport
  readonly view: ViewState
}

const LOOK = {
  place: { head: 'w-10', cell: 'font-normal text-muted' },
  instruction: { cell: 'font-mono text-xs leading-5 [overflow-wrap:anywhere]' },
  tags: { cell: '[overflow-wrap:anywhere]' },
}

/** The layers of all tags that take most, as a list and as bars. */
export default memo(function LargestCard({ report, view }: Props) {
  const t = useTranslations('largest')
  const words = useWords()
  const { title, note, remarks, tables, charts, source } =
    documentOf(largestCard, { ...view, report, words }) ?? {}
  const [table] = tables ?? []
  const [chart] = charts ?? []
  if (title === undefined || !table || chart?.kind !== 'bars') return null
  return (
    <Card
      id="largest"
      card="largest"
      title={title}
      note={note ?? ''}
      source={source ?? ''}
      chart
      landmark
      whole
    >
      <Legend legend={report.strategies} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Table table={table} label={t('table')} look={LOOK} />
        <div className="min-w-0">
          <LayerChart
            title={title}
            groups={chart.groups}
            strategies={report.strategies}
            units={view.units}
            tagHref={tagHrefOf(view)}
          />
          <p className="mt-1 text-muted text-xs">{chart.note}</p>
        </div>
      </div>
      {remarks?.map((remark) => (
        <p key={remark} className="mt-2 text-muted text-sm">
          {remark}
        </p>
      ))}
    </Card>
  )
})
