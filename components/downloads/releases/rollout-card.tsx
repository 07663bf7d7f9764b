'use client'

import { useTranslations } from 'next-intl'
import { memo, useDeferredValue, useMemo } from 'react'
import { Card } from '@/components/document/card'
import { LongTable } from '@/components/document/long-table'
import { useWords } from '@/components/document/use-words'
import { NumberField } from '@/components/ui/number-field'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import { rolloutParts } from '@/lib/document/cards/downloads/rollout'
import type { LinesChart } from '@/lib/document/document'
import {
  FLEET_FIELDS,
  type FleetState,
  isOwn,
  type OwnField,
  problemOf,
} from '@/lib/document/downloads/fleet-fields'
import { sourceText } from '@/lib/document/words/source-text'
import type { Units } from '@/lib/i18n/format'
import { BytesLineChart } from './line-chart'
import { LineLegend } from './lines'

interface FleetProps {
  readonly state: FleetState
  readonly onState: (partial: Partial<FleetState>) => void
}

interface Props extends FleetProps {
  readonly report: DownloadsReport
  readonly units: Units
}

/** What following the releases costs a fleet of hosts, worked out here as the fleet is changed. */
export default function RolloutCard({ report, state, onState, units }: Props) {
  const t = useTranslations('rollout')
  const words = useWords()
  const { hosts, empty, skip, hbw, rbw, price } = state
  const fleet = useMemo(
    () => ({ hosts, empty, skip, hbw, rbw, price }),
    [hosts, empty, skip, hbw, rbw, price],
  )
  // What a fleet comes to is worked out after the slider has moved, not before.
  const asked = useDeferredValue(fleet)
  const { legend, given, table, chart, assumptions } = useMemo(
    () => rolloutParts({ ...asked, report, units, words }),
    [report, asked, units, words],
  )
  return (
    <Card
      card="rollout"
      title={t('title')}
      note={t('note')}
      source={sourceText(words('cards'), report.compare)}
      help="rollout"
      chart
      landmark
    >
      <FleetForm state={state} onState={onState} />
      <p className="mb-2 text-sm">
        {given}{' '}
        <a href="#answer" className="text-brand underline underline-offset-4 print:hidden">
          {t('change')}
        </a>
      </p>
      {report.compare.basis === 'unpacked' && (
        <p className="mb-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">{t('unpacked')}</p>
      )}
      {table && chart ? (
        <>
          <LineLegend legend={legend} />
          <div
            className={`grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 ${legend.length > 2 ? '' : '2xl:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]'}`}
          >
            <RolloutChart chart={chart} units={units} />
            <LongTable table={table} legend={legend} label={t('table')} />
          </div>
        </>
      ) : (
        <p className="py-6 text-muted">{t('nothing')}</p>
      )}
      <h3 className="mt-4 mb-1 font-semibold text-sm">{t('assumptions.heading')}</h3>
      <ul className="list-disc space-y-0.5 pl-5 text-muted text-sm">
        {assumptions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Card>
  )
}

interface ChartProps {
  readonly chart: LinesChart
  readonly units: Units
}

const RolloutChart = memo(function RolloutChart({ chart, units }: ChartProps) {
  const { title, note, bytesOf, places, lines } = chart
  return (
    <div className="min-w-0">
      <BytesLineChart
        title={title}
        places={[...places.keys()]}
        labelOf={(place) => places[place] ?? ''}
        lines={lines.map((line, index) => ({ ...line, below: lines.length - 1 - index }))}
        basis={bytesOf}
        units={units}
      />
      <p className="mt-1 text-muted text-xs">{note}</p>
    </div>
  )
})

/** What the answer above does not ask of the fleet: a slider and an exact field for each figure. */
function FleetForm({ state, onState }: FleetProps) {
  const t = useTranslations('rollout')
  return (
    <fieldset className="mb-4 grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-4 print:hidden">
      <legend className="sr-only">{t('fleet')}</legend>
      {FLEET_FIELDS.map(
        (spec) =>
          isOwn(spec) && (
            <FleetInput
              key={spec.key}
              spec={spec}
              value={state[spec.key]}
              onValue={(value) => onState({ [spec.key]: value })}
            />
          ),
      )}
    </fieldset>
  )
}

interface InputProps {
  readonly spec: OwnField
  readonly value: number | null
  readonly onValue: (value: number | null) => void
}

function FleetInput({ spec, value, onValue }: InputProps) {
  const t = useTranslations('rollout')
  const { key, optional, stops } = spec
  const label = t(`fields.${key}`)
  const unit = t(`units.${key}`)
  const none = t('none')
  return (
    <NumberField
      label={label}
      unit={unit}
      value={value}
      problemOf={(given) => {
        const problem = problemOf(spec, given)
        return problem && t(`problems.${problem}`)
      }}
      onValue={onValue}
      placeholder={optional ? none : undefined}
    >
      {/* A slider over chosen stops, so that small and large figures are as easy to hit. */}
      <input
        type="range"
        aria-label={t('slider', { field: label })}
        aria-valuetext={value === null ? none : `${value} ${unit}`}
        min={0}
        max={stops.length - 1}
        step={1}
        value={nearest(stops, value)}
        onChange={(event) => onValue(stops[Number(event.target.value)] ?? null)}
        className="h-6 min-w-0 flex-1 cursor-pointer accent-brand"
      />
    </NumberField>
  )
}

/** The last stop that is not above the value; the first for one below all. */
function nearest(stops: readonly (number | null)[], value: number | null): number {
  const stop = stops.findLastIndex((one) => (value === null ? one === null : one !== null && one <= value))
  return stop < 0 ? (value !== null && stops[0] === null ? 1 : 0) : stop
}
