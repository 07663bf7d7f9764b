'use client'

import { useTranslations } from 'next-intl'
import { Figure } from '@/components/display/figure'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Card } from '@/components/document/card'
import type { CompareReport, Verdict } from '@/lib/analysis/report'
import { verdictValues } from '@/lib/document/words/verdict-text'
import type { Units } from '@/lib/i18n/format'

interface Props {
  readonly report: CompareReport
  readonly units: Units
}

/** What the figures say, in sentences. */
export function VerdictStrip({ report, units }: Props) {
  const t = useTranslations('verdicts')
  const { verdicts, strategies } = report
  return (
    <Card card="verdicts" title={t('heading')} landmark>
      {verdicts.length === 0 && <p className="text-muted">{t('waiting')}</p>}
      <ul className="grid gap-x-8 gap-y-2 lg:grid-cols-2">
        {verdicts.map((verdict) => (
          <li key={verdict.code} className="leading-7">
            {t.rich(verdict.code, {
              ...verdictValues(verdict, strategies),
              figures: () => <Figures verdict={verdict} report={report} units={units} />,
            })}
          </li>
        ))}
      </ul>
      {strategies.length === 1 && <p className="mt-2 text-muted text-sm">{t('single')}</p>}
    </Card>
  )
}

type FiguresProps = Props & { readonly verdict: Verdict }

/** One figure a strategy, with its accent and name; the smallest stands out. */
function Figures({ verdict: { figures, best }, report: { strategies }, units }: FiguresProps) {
  return figures.map(({ strategy, cell }) => {
    const { name, colour } = strategies[strategy] ?? { name: '', colour: 0 }
    return (
      <span key={strategy} className="mr-2 inline-flex items-baseline gap-1 whitespace-nowrap">
        <StrategyMark colour={colour} className="size-3 self-center" />
        <span className="text-muted text-sm">{name}</span>
        <span
          className={`tabular-nums ${strategy === best ? 'font-semibold underline decoration-2 decoration-good underline-offset-4' : 'font-medium'}`}
        >
          <Figure cell={cell} units={units} />
        </span>
      </span>
    )
  })
}
