import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Figure } from '@/components/display/figure'
import { Hint } from '@/components/ui/hint'
import type { DiffReport } from '@/lib/analysis/diff-report'
import { CHANGES, inVainOf, partingOf } from '@/lib/document/tag/diff-facts'
import { useTag } from '../use-tag'
import { ChangeMark, StepText } from './marks'

/** What two tags have in common, where they part, and what a host downloads from one to the other. */
export function DiffSummary({ report }: { readonly report: DiffReport }) {
  const t = useTranslations('diff')
  const { units } = useTag().state
  const { a, b, rule, commonLayers, counts } = report
  const { term, step } = partingOf(report)
  return (
    <section
      aria-label={t('summary')}
      className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:gap-x-8 lg:grid-cols-[auto_minmax(0,1fr)_auto_auto]">
        <Fact term={t('common')} wide>
          <span className="font-semibold text-lg tabular-nums">{commonLayers}</span>
          <span className="text-muted text-xs">{t('commonOf', { a: a.layers, b: b.layers })}</span>
        </Fact>
        <Fact term={t(term)} wide>
          <code className="line-clamp-3 pt-0.5 font-mono text-sm [overflow-wrap:anywhere]">
            {step && <StepText step={step} />}
          </code>
        </Fact>
        {(['aToB', 'bToA'] as const).map((way) => {
          const { transfer, layers, redundantLayers } = report[way]
          return (
            <Fact key={way} term={t(way)}>
              <span className="font-semibold text-lg tabular-nums">
                <Figure cell={transfer} units={units} form="transfer" />
              </span>
              <span className="text-muted text-xs">{t('inLayers', { layers })}</span>
              {redundantLayers > 0 && (
                <span className="max-w-64 text-warn text-xs">
                  {t('redundantLayers', { layers: redundantLayers })}
                </span>
              )}
            </Fact>
          )
        })}
      </dl>
      <ul aria-label={t('counts')} className="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {CHANGES.filter((change) => counts[change] > 0).map((change) => (
          <li key={change}>
            <Hint text={t(`${change}Why`)}>
              <span className="inline-flex gap-1.5 underline decoration-dotted decoration-muted underline-offset-4">
                <ChangeMark change={change} />
                <span className="tabular-nums">{counts[change]}</span>
              </span>
            </Hint>
          </li>
        ))}
      </ul>
      {inVainOf(report).map(({ key, values, transfer }) => (
        <p key={key} className="mt-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {t.rich(key, {
            ...values,
            bytes: () => (
              <strong className="tabular-nums">
                <Figure cell={transfer} units={units} form="transfer" />
              </strong>
            ),
          })}
        </p>
      ))}
      <p className="mt-3 text-muted text-xs">{t(`rules.${rule}`)}</p>
    </section>
  )
}

interface FactProps {
  readonly term: string
  readonly wide?: boolean
  readonly children: ReactNode
}

function Fact({ term, wide = false, children }: FactProps) {
  return (
    <div className={`min-w-0 ${wide ? 'max-sm:col-span-2' : ''}`}>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="flex flex-col">{children}</dd>
    </div>
  )
}
