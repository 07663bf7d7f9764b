'use client'

import { BarChart3, Columns2, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { AsTable } from '@/components/charts/as-table'
import { Card } from '@/components/document/card'
import { Legend } from '@/components/document/legend'
import { Segmented } from '@/components/ui/segmented'
import { groupsOf } from '@/lib/document/compare/bars'
import type { CardId } from '@/lib/document/compare/columns'
import { rowsOf } from '@/lib/document/compare/rows'
import { cardNote } from '@/lib/document/words/cache-words'
import { sourceText } from '@/lib/document/words/source-text'
import { FACES, type Face } from '@/lib/link/view-state'
import type { CardsProps } from './cards-props'
import { ColumnChooser } from './column-chooser'
import { ComparisonTable } from './comparison-table'

const ICONS = { table: Table2, chart: BarChart3, both: Columns2 } as const

const MOST_BESIDE = 3

const LayerChart = dynamic(() => import('@/components/charts/layer-chart'), {
  ssr: false,
  loading: ChartSkeleton,
})

/** One card: a table and a chart of the same cells, with the title, note and source line that a picture needs. */
export function ComparisonCard({ card, faces, onFace, ...props }: CardsProps & { readonly card: CardId }) {
  const t = useTranslations('cards')
  const charts = useTranslations('charts')
  const exports = useTranslations('exports')
  const { report, units, sort, tagHref, columns, onColumns } = props
  const face = faces[card]
  const id = (props.prefix ?? '') + card
  const title = props.under === undefined ? t(card) : exports('of', { name: props.under, text: t(card) })
  // More strategies than this need the whole width for a table, and for a chart.
  const beside = face === 'both' && report.strategies.length <= MOST_BESIDE
  return (
    <Card
      id={id}
      card={id}
      title={title}
      note={cardNote(t, card, report)}
      source={sourceText(t, report)}
      chart
      show={face}
      landmark
      whole
      controls={
        <div className="flex items-center gap-2 print:hidden">
          {card === 'total' && face !== 'chart' && <ColumnChooser columns={columns} onColumns={onColumns} />}
          <Segmented<Face>
            label={`${t('face')}: ${title}`}
            value={face}
            options={FACES.map((value) => {
              const Icon = ICONS[value]
              return { value, text: <Icon className="size-4" aria-hidden="true" />, title: t(value) }
            })}
            onChange={(next) => onFace(card, next)}
          />
        </div>
      }
    >
      <Legend legend={report.strategies} />
      <div
        className={`grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 ${beside ? 'xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]' : ''}`}
      >
        {face !== 'chart' && <ComparisonTable card={card} {...props} />}
        {face !== 'table' && (
          <div className="min-w-0">
            <LayerChart
              title={title}
              groups={groupsOf(report, rowsOf(report, sort), card)}
              strategies={report.strategies}
              units={units}
              tagHref={tagHref}
            />
            <p className="mt-1 text-muted text-xs">
              {charts(`bars-${card}`, { basis: report.basis })}{' '}
              {charts(card === 'cached' ? 'hint' : 'hintPlain')}
            </p>
            {face === 'chart' && <AsTable>{() => <ComparisonTable card={card} {...props} />}</AsTable>}
          </div>
        )}
      </div>
    </Card>
  )
}

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
