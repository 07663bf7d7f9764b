'use client'

import { useTranslations } from 'next-intl'
import { memo, useDeferredValue, useMemo } from 'react'
import { CardTitle } from '@/components/cards/card-title'
import { SourceLine } from '@/components/cards/source-line'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import { type Rollout, simulateRollout } from '@/lib/analysis/rollout/simulate'
import { type FleetState, fleetOf } from '@/lib/document/downloads/fleet-fields'
import type { ReleaseRow, Series } from '@/lib/document/downloads/releases'
import { cumulativeLines, fleetFacts } from '@/lib/document/downloads/rollout-facts'
import { assumptionTexts, fleetText } from '@/lib/document/words/rollout-words'
import type { Units } from '@/lib/i18n/format'
import { BreakEvens } from './break-evens'
import { FleetForm } from './fleet-form'
import { LazyLineChart } from './lazy-line-chart'
import { LineLegend } from './line-legend'
import { RolloutTable } from './rollout-table'

interface Props {
  readonly report: DownloadsReport
  readonly state: FleetState
  readonly onState: (partial: Partial<FleetState>) => void
  readonly units: Units
}

/** What following the releases costs a fleet of hosts, worked out here as the fleet is changed. */
export function RolloutCard({ report, state, onState, units }: Props) {
  const t = useTranslations('rollout')
  const { series, rows, matrices, estimated } = useMemo(() => fleetFacts(report), [report])
  const { hosts, empty, skip, hbw, rbw, price } = state
  const fleet = useMemo(
    () => fleetOf({ hosts, empty, skip, hbw, rbw, price }),
    [hosts, empty, skip, hbw, rbw, price],
  )
  const now = useMemo(() => {
    return { series, rows, estimated, rollouts: matrices.map((matrix) => simulateRollout(matrix, fleet)) }
  }, [series, rows, estimated, matrices, fleet])
  // A long table is drawn after the slider has moved, not before.
  const drawn = useDeferredValue(now)
  return (
    <section
      aria-labelledby="rollout-title"
      className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <CardTitle id="rollout-title" title={t('title')} note={t('note')} help="rollout" card="rollout" chart />
      <FleetForm state={state} onState={onState} />
      <p className="mb-2 text-sm">{fleetText(t, fleet, units)}</p>
      {report.compare.basis === 'unpacked' && (
        <p className="mb-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">{t('unpacked')}</p>
      )}
      {series.length === 0 ? (
        <p className="py-6 text-muted">{t('nothing')}</p>
      ) : (
        <>
          <LineLegend series={series} />
          <div
            className={`grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 ${series.length > 2 ? '' : '2xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]'}`}
          >
            <RolloutTable
              rows={drawn.rows}
              rollouts={drawn.rollouts}
              estimated={drawn.estimated}
              units={units}
            />
            <RolloutChart {...drawn} units={units} />
          </div>
          <BreakEvens series={series} matrices={matrices} estimated={estimated} skipShare={fleet.skipShare} />
        </>
      )}
      <h3 className="mt-4 mb-1 font-semibold text-sm">{t('assumptions.heading')}</h3>
      <ul className="list-disc space-y-0.5 pl-5 text-muted text-sm">
        {assumptionTexts(t).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <SourceLine report={report.compare} />
    </section>
  )
}

const RolloutChart = memo(function RolloutChart(props: {
  readonly series: readonly Series[]
  readonly rows: readonly ReleaseRow[]
  readonly rollouts: readonly Rollout[]
  readonly units: Units
}) {
  const t = useTranslations('rollout')
  const { series, rows, rollouts, units } = props
  const values = cumulativeLines(series, rows, rollouts)
  const lines = series.map(({ name, colour }, index) => ({
    name,
    colour,
    below: series.length - 1 - index,
    values: values[index] ?? [],
  }))
  return (
    <div className="min-w-0">
      <LazyLineChart
        title={t('chart')}
        places={[...rows.keys()]}
        labelOf={(place) => rows[place]?.label ?? ''}
        lines={lines}
        units={units}
      />
      <p className="mt-1 text-muted text-xs">{t('chartNote')}</p>
    </div>
  )
})
