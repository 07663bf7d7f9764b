'use client'

import { useTranslations } from 'next-intl'
import { memo, useDeferredValue, useMemo } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import { useWords } from '@/components/document/use-words'
import { Value } from '@/components/document/value'
import { ExportMenu } from '@/components/exports/export-menu'
import { Help } from '@/components/ui/help'
import { NumberField } from '@/components/ui/number-field'
import type { CompareReport } from '@/lib/analysis/report'
import { ANSWER_FIGURES, answerCard } from '@/lib/document/cards/answer'
import { type AnswerState, documentOf } from '@/lib/document/cards/card'
import type { CardDocument, StripsChart } from '@/lib/document/document'
import { guessText } from '@/lib/document/words/answer-words'
import type { Units } from '@/lib/i18n/format'
import { type AnswerField, answerProblem } from '@/lib/link/view-state'
import { Strip } from './strip'

interface Props {
  /** With its strategies named. */
  readonly report: CompareReport
  readonly state: AnswerState
  readonly units: Units
  readonly onState: (partial: Partial<AnswerState>) => void
}

/**
 * The answer before the figures that it rests on: which strategy is cheapest for the fleet whose three figures stand
 * right there, by how much, and where that turns. Worked out here as they change.
 */
export function AnswerCard({ report, state, units, onState }: Props) {
  const t = useTranslations('answer')
  const words = useWords()
  const { hosts, empty, month } = state
  const fleet = useMemo(() => ({ hosts, empty, month }), [hosts, empty, month])
  // What a fleet comes to is worked out after a figure has been typed, not before.
  const asked = useDeferredValue(fleet)
  const document = useMemo(
    () => documentOf(answerCard, { ...asked, report, units, words }),
    [asked, report, units, words],
  )
  if (!document) return null
  // The page has said so above.
  const guess = report.guess && guessText(words, report.guess)
  return (
    <section
      id="answer"
      aria-labelledby="answer-title"
      className="min-w-0 break-inside-avoid rounded-xl border border-line bg-surface p-4 sm:px-7 sm:py-6"
    >
      <div className="flex items-start gap-x-4 break-keep">
        <div className="min-w-0 flex-1">
          <p className="text-muted text-sm">
            {t('title')} <Help topic="break-even" />
          </p>
          <h2
            id="answer-title"
            aria-live="polite"
            className="max-w-5xl text-balance font-semibold text-xl leading-tight tracking-tight [overflow-wrap:anywhere] sm:text-[1.75rem]"
          >
            {document.title}
          </h2>
        </div>
        <ExportMenu card="answer" title={t('title')} chart />
      </div>
      <div className="mt-3 flex flex-col gap-x-10 gap-y-3 lg:flex-row lg:items-start lg:justify-between">
        <Sentences remarks={document.remarks.filter((text) => text !== guess)} />
        <FleetFields state={state} onState={onState} />
      </div>
      <Strategies document={document} />
    </section>
  )
}

/** The first sentence says where the answer turns; what it rests on is quieter. */
function Sentences({ remarks }: Pick<CardDocument, 'remarks'>) {
  return (
    <ul className="flex max-w-3xl flex-col gap-0.5 text-muted text-sm">
      {remarks.map((text, place) => (
        <li key={text} className={`[overflow-wrap:anywhere] ${place === 0 ? 'text-base text-ink' : ''}`}>
          {text}
        </li>
      ))}
    </ul>
  )
}

const FIELDS = ['hosts', 'empty', 'month'] as const satisfies readonly AnswerField[]

function FleetFields({ state, onState }: Pick<Props, 'state' | 'onState'>) {
  const t = useTranslations('answer')
  return (
    <fieldset className="flex shrink-0 flex-wrap gap-x-5 gap-y-2 print:hidden">
      <legend className="sr-only">{t('fleet')}</legend>
      {FIELDS.map((key) => (
        <NumberField
          key={key}
          label={t(`fields.${key}`)}
          unit={key === 'empty' ? t('units.empty') : undefined}
          value={state[key]}
          problemOf={(given) => (answerProblem(key, given) ? t('problem', { key }) : undefined)}
          onValue={(value) => value !== null && onState({ [key]: value })}
        />
      ))}
    </fieldset>
  )
}

/** A strip and its figures per strategy, as the picture of the link has them. */
const Strategies = memo(function Strategies({ document }: { readonly document: CardDocument }) {
  const [table] = document.tables
  const chart = document.charts.find((one): one is StripsChart => one.kind === 'strips')
  if (!table || !chart) return null
  const titles = table.columns.slice(1).map(({ title }) => title)
  // The first is the largest, and has room for `≈1023.99GiB`.
  const room = (figure: number) =>
    figure === 0 ? 'xl:w-44' : figure === ANSWER_FIGURES.length ? 'xl:w-36' : 'xl:w-28'
  return (
    <>
      <ol className="mt-5 flex flex-col gap-4">
        {chart.rows.map((row, place) => (
          <li key={String(place)}>
            <div className="flex flex-col justify-between gap-x-6 gap-y-1 xl:flex-row xl:items-end">
              <p className="flex min-w-0 items-center gap-2 pb-0.5">
                <StrategyMark colour={row.colour} className="size-4" />
                <span className="min-w-0">
                  <span className="block truncate font-semibold" title={row.name}>
                    {row.name}
                  </span>
                  {row.reference !== row.name && (
                    <span className="block truncate text-muted text-xs" title={row.reference}>
                      {row.reference}
                    </span>
                  )}
                </span>
              </p>
              <dl className="grid shrink-0 grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-4 lg:grid-cols-[11rem_repeat(6,minmax(0,1fr))] xl:flex xl:items-end">
                {(table.rows[place] ?? []).slice(1).map(({ values: [value] }, figure) => (
                  <div
                    key={titles[figure]}
                    // The cheapest is not compared with itself: its column is kept where columns are.
                    className={`xl:text-right ${room(figure)} ${value?.text ? '' : 'max-xl:hidden'}`}
                  >
                    <dt
                      className={`line-clamp-3 text-muted text-xs [overflow-wrap:anywhere] ${place > 0 ? 'xl:sr-only' : ''}`}
                    >
                      {titles[figure]}
                    </dt>
                    <dd
                      className={`min-h-8 tabular-nums leading-8 ${figure === 0 ? 'font-semibold text-2xl' : ''} ${value?.best ? 'text-good' : ''}`}
                    >
                      {value && <Value {...value} />}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
            <Strip bands={row.bands} />
          </li>
        ))}
      </ol>
      <p className="mt-3 text-muted text-xs">{chart.note}</p>
    </>
  )
})
