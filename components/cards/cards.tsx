'use client'

import { BarChart3, Columns2, SlidersHorizontal, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { AsTable } from '@/components/charts/as-table'
import { Card } from '@/components/document/card'
import { Legend } from '@/components/document/legend'
import { useWords } from '@/components/document/use-words'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Popover } from '@/components/ui/popover'
import { Segmented } from '@/components/ui/segmented'
import { barsNote, besideTexts, layoutOf } from '@/lib/document/cards/comparison'
import { groupsOf } from '@/lib/document/compare/bars'
import type { CardId } from '@/lib/document/compare/columns'
import { rowsOf, withoutEmpty } from '@/lib/document/compare/rows'
import { cardNote } from '@/lib/document/words/cache-words'
import { sourceText } from '@/lib/document/words/source-text'
import { FACES, type Face, OPTIONAL_COLUMNS, type OptionalColumn } from '@/lib/link/view-state'
import { type CardsProps, tagHrefOf } from './card-state'
import { ComparisonTable } from './comparison-table'

const ICONS = { table: Table2, chart: BarChart3, both: Columns2 } as const

const MOST_BESIDE = 3

const LayerChart = dynamic(() => import('@/components/charts/layer-chart'), {
  ssr: false,
  loading: ChartSkeleton,
})

/** The three cards of the articles. */
export function Cards({ report: whole, ...rest }: CardsProps) {
  const report = useMemo(() => withoutEmpty(whole), [whole])
  const words = useWords()
  return (
    <div className="flex flex-col gap-4">
      {(['total', 'cached', 'uncached'] as const).map((card) => (
        <ComparisonCard
          key={card}
          card={card}
          report={report}
          remarks={besideTexts(card, { report: whole, units: rest.state.units, words })}
          {...rest}
        />
      ))}
    </div>
  )
}

/** One card: a table and a chart of the same cells, with the title, note and source line that a picture needs. */
export function ComparisonCard({ card, ...props }: CardsProps & { readonly card: CardId }) {
  const t = useTranslations('cards')
  const charts = useTranslations('charts')
  const exports = useTranslations('exports')
  const { report, state, onChange, prefix = '', under, remarks = [] } = props
  const face = state[card]
  const layout = layoutOf(card, state, report)
  const id = prefix + card
  const title = under === undefined ? t(card) : exports('of', { name: under, text: t(card) })
  const isEmpty = report.rows.length === 0
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
          {card === 'total' && face !== 'chart' && (
            <ColumnChooser chosen={state.cols} onChange={(cols) => onChange({ cols })} />
          )}
          <Segmented<Face>
            label={`${t('face')}: ${title}`}
            value={face}
            options={FACES.map((value) => {
              const Icon = ICONS[value]
              return { value, text: <Icon className="size-4" aria-hidden="true" />, title: t(value) }
            })}
            onChange={(next) => onChange({ [card]: next })}
          />
        </div>
      }
    >
      <Legend legend={report.strategies} />
      <div
        // The chart stands beside the table where the table leaves it room, and below it where not.
        className={
          beside ? 'flex flex-wrap items-start gap-x-6 gap-y-4' : 'grid grid-cols-[minmax(0,1fr)] gap-y-4'
        }
      >
        {(face !== 'chart' || isEmpty) && (
          <div className="min-w-0 max-w-full grow">
            <ComparisonTable card={card} {...props} />
          </div>
        )}
        {face !== 'table' && !isEmpty && (
          <div className="min-w-0 flex-[1_1_24rem]">
            <LayerChart
              title={title}
              groups={groupsOf(report, rowsOf(report, state.sort), card)}
              strategies={report.strategies}
              units={state.units}
              tagHref={tagHrefOf(state)}
              layout={layout}
              onLayout={card === 'total' ? (bars) => onChange({ bars }) : undefined}
            />
            <p className="mt-1 text-muted text-xs">{barsNote(card, report, layout, charts)}</p>
            {face === 'chart' && <AsTable>{() => <ComparisonTable card={card} {...props} />}</AsTable>}
          </div>
        )}
      </div>
      {remarks.map((text) => (
        <p key={text} className="mt-2 text-muted text-sm [overflow-wrap:anywhere]">
          {text}
        </p>
      ))}
    </Card>
  )
}

interface ChooserProps {
  readonly chosen: readonly OptionalColumn[]
  readonly onChange: (columns: OptionalColumn[]) => void
}

/** Which columns stand beside the articles' own. */
function ColumnChooser({ chosen, onChange }: ChooserProps) {
  const t = useTranslations('cards')
  return (
    <Popover
      align="end"
      label={t('columns')}
      trigger={
        <Button tone="quiet" aria-label={t('columns')} title={t('columns')}>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-muted">{t('columns')}</legend>
        {OPTIONAL_COLUMNS.map((column) => (
          <Check
            key={column}
            checked={chosen.includes(column)}
            onChange={(on) =>
              onChange(OPTIONAL_COLUMNS.filter((one) => (one === column ? on : chosen.includes(one))))
            }
          >
            {t(column)}
          </Check>
        ))}
      </fieldset>
    </Popover>
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
