import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { CompareReport } from '@/lib/analysis/report'
import { fleetOf } from '@/lib/document/downloads/fleet-fields'
import { plain } from '@/lib/document/plain'
import { cacheWords } from '@/lib/document/words/cache-words'
import { fleetText } from '@/lib/document/words/rollout-words'
import type { ReportState } from '@/lib/link/report-state'
import { formatPlatform } from '@/lib/oci/platform'

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
  const platforms = report.strategies.flatMap(({ tags }) =>
    tags.flatMap(({ image }) => (image?.platform ? [plain(formatPlatform(image.platform))] : [])),
  )
  const pairs: readonly (readonly [string, string])[] = [
    [t('basis'), t('basisText', { basis })],
    [t('units'), t('unitsText', { units })],
    [t('rule'), t('ruleText', { rule, from: ruleFrom })],
    [t('cache'), plain(cards('holding', cacheWords(cache)))],
    [t('platform'), [...new Set(platforms)].join(', ') || '—'],
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
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
