'use client'

import { BarChart3, Columns2, SlidersHorizontal, Table2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { AsTable } from '@/components/charts/as-table'
import { IsolatingLegend } from '@/components/charts/isolating-legend'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Popover } from '@/components/ui/popover'
import { Segmented } from '@/components/ui/segmented'
import { besideTexts } from '@/lib/document/cards/comparison'
import type { CardId } from '@/lib/document/compare/columns'
import { withoutEmpty } from '@/lib/document/compare/rows'
import { cardNote } from '@/lib/document/words/cache-words'
import { sourceText } from '@/lib/document/words/source-text'
import { FACES, type Face, OPTIONAL_COLUMNS, type OptionalColumn } from '@/lib/link/view-state'
import type { CardsProps } from './card-state'
import { ComparisonTable } from './comparison-table'
import { FigureChart } from './figure-chart'

const ICONS = { table: Table2, chart: BarChart3, both: Columns2 } as const

const MOST_BESIDE = 3
/** With more rows than this a chart is as wide as the card, above its table. */
const FEW_ROWS = 8

/** The three cards of the articles. */
export function Cards({ report: whole, state, onChange, ...rest }: CardsProps) {
  const report = useMemo(() => withoutEmpty(whole), [whole])
  const words = useWords()
  // The card in which lines were sorted shows it at once, the others once it has.
  const [pressed, setPressed] = useState<CardId>('total')
  const sort = useDeferredValue(state.sort)
  const later = useMemo(() => ({ ...state, sort }), [state, sort])
  return (
    <div className="flex flex-col gap-4">
      {(['total', 'cached', 'uncached'] as const).map((card) => (
        <ComparisonCard
          key={card}
          card={card}
          report={report}
          remarks={besideTexts(card, { report: whole, units: state.units, words })}
          state={card === pressed ? state : later}
          onChange={(change) => {
            if (change.sort) setPressed(card)
            onChange(change)
          }}
          {...rest}
        />
      ))}
    </div>
  )
}

/** One card: a table and a chart of the same cells, with the title, note and source line that a picture needs. */
export function ComparisonCard({ card, ...props }: CardsProps & { readonly card: CardId }) {
  const t = useTranslations('cards')
  const words = useWords()
  const exports = useTranslations('exports')
  const { report, state, onChange, prefix = '', under, remarks = [] } = props
  const face = state[card]
  const id = prefix + card
  const title = under === undefined ? t(card) : exports('of', { name: under, text: t(card) })
  const isEmpty = report.rows.length === 0
  // More strategies than this need the whole width for a table, and for a chart.
  const isShort = report.rows.length <= FEW_ROWS
  const beside = face === 'both' && isShort && report.strategies.length <= MOST_BESIDE
  const table = (face !== 'chart' || isEmpty) && <ComparisonTable card={card} {...props} />
  const chart = face !== 'table' && !isEmpty && (
    <div className={`min-w-0 ${beside ? 'flex-[1_1_24rem]' : ''}`}>
      <FigureChart card={card} title={title} report={report} state={state} onChange={onChange} />
      {face === 'chart' && <AsTable>{() => <ComparisonTable card={card} {...props} />}</AsTable>}
    </div>
  )
  return (
    <Card
      id={id}
      card={id}
      title={title}
      note={cardNote(words, card, report)}
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
      <IsolatingLegend legend={report.strategies} only={state.only} onOnly={(only) => onChange({ only })} />
      <div
        // The chart stands beside the table where the table leaves it room, and below it where not.
        className={
          beside ? 'flex flex-wrap items-start gap-x-6 gap-y-4' : 'grid grid-cols-[minmax(0,1fr)] gap-y-4'
        }
      >
        {isShort && table && <div className="min-w-0 max-w-full grow">{table}</div>}
        {chart}
        {!isShort && table}
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
