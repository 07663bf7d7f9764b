'use client'

import { useTranslations } from 'next-intl'
import { Name } from '@/components/display/name'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import { Value } from '@/components/document/value'
import type { CompareReport } from '@/lib/analysis/report'
import {
  type VerdictFigure,
  verdictFigures,
  verdictNotes,
  verdictValues,
} from '@/lib/document/words/verdict-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  readonly report: CompareReport
  readonly units: Units
}

/** What the figures say, in sentences. */
export function VerdictStrip({ report, units }: Props) {
  const t = useTranslations('verdicts')
  const words = useWords()
  const { verdicts, strategies } = report
  const notes = verdictNotes(report, { words })
  return (
    <Card card="verdicts" title={t('heading')} landmark>
      {verdicts.length === 0 && <p className="text-muted">{t('waiting')}</p>}
      <ul className="grid gap-x-10 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
        {verdicts.map((verdict, index) => (
          <li
            key={verdict.code}
            // What is said, the figures and what is to know of them stand level beside each other.
            className="row-span-3 grid min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-subgrid gap-y-0"
          >
            {t.rich(verdict.code, {
              ...verdictValues(verdict, strategies),
              figures: () => <Figures figures={verdictFigures(verdict, report, { units, words })} />,
            })}
            <span>
              {notes[index]?.map((note) => (
                <span key={note} className="block text-muted text-sm [overflow-wrap:anywhere]">
                  {note}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {strategies.length === 1 && <p className="mt-2 text-muted text-sm">{t('single')}</p>}
    </Card>
  )
}

/** One figure a strategy below each other, with its accent and name; the best stands out. */
function Figures({ figures }: { readonly figures: readonly VerdictFigure[] }) {
  return (
    <span className="mt-1 block">
      {figures.map(({ strategy, name, colour, value }) => (
        <span key={strategy} className="flex max-w-80 items-baseline gap-1.5 leading-7">
          <StrategyMark colour={colour} className="size-3 self-center" />
          <span className="min-w-0 grow text-muted text-sm">
            <Name text={name} most={28} />
          </span>{' '}
          <span
            className={`whitespace-nowrap tabular-nums ${value.best ? 'font-semibold underline decoration-2 decoration-good underline-offset-4' : 'font-medium'}`}
          >
            <Value {...value} />
          </span>
        </span>
      ))}
    </span>
  )
}
