import { useTranslations } from 'next-intl'
import type { CompareReport } from '@/lib/analysis/report'
import { fleetOf } from '@/lib/document/downloads/fleet-fields'
import { plain } from '@/lib/document/plain'
import { cacheWords } from '@/lib/document/words/cache-words'
import { fleetText } from '@/lib/document/words/rollout-words'
import type { ReportState } from '@/lib/link/report-state'

interface Props {
  readonly report: CompareReport
  readonly state: ReportState
  /** What the simulation of the rollout takes for granted. */
  readonly rollout: readonly string[]
}

/** What the figures rest on: the switches as they stand, in sentences. */
export function AssumptionPart({ report, state, rollout }: Props) {
  const t = useTranslations('report.assumption')
  const cards = useTranslations('cards')
  const fleet = useTranslations('rollout')
  const { basis, rule, ruleFrom, cache, engine } = report
  const { units, keep, ahead, drop } = state
  const platforms = platformsOf(report)
  const pairs: readonly (readonly [string, string])[] = [
    [t('basis'), t('basisText', { basis })],
    [t('units'), t('unitsText', { units })],
    [t('rule'), t('ruleText', { rule, from: ruleFrom })],
    [t('cache'), plain(cards('holding', cacheWords(cache)))],
    [t('platform'), platforms.join(', ') || '—'],
    [
      t('engine'),
      engine
        ? cards('engineLive', { version: plain(engine.version), store: engine.store })
        : cards('engineNone'),
    ],
    [t('storage'), t('storageText', { keep, ahead, drop })],
    [t('fleet'), [fleetText(fleet, fleetOf(state), units), ...rollout].join(' ')],
    [t('marks'), t('marksText')],
  ]
  return (
    <dl className="pairs">
      {pairs.map(([term, text]) => (
        <Pair key={term} term={term} text={text} />
      ))}
    </dl>
  )
}

function Pair({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  )
}

function platformsOf({ strategies }: CompareReport): readonly string[] {
  const platforms = strategies.flatMap(({ tags }) =>
    tags.flatMap(({ image }) => {
      if (!image?.platform) return []
      const { os, architecture, variant } = image.platform
      return [plain([os, architecture, variant].filter(Boolean).join('/'))]
    }),
  )
  return [...new Set(platforms)]
}
