'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode, useMemo } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Card } from '@/components/document/card'
import { LongTable } from '@/components/document/long-table'
import { Table } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { NumberField } from '@/components/ui/number-field'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import { STORAGE_FIGURES } from '@/lib/analysis/storage/figures'
import { storageParts } from '@/lib/document/cards/downloads/storage'
import {
  placeLabel,
  type StorageFacts,
  storageFacts,
  storageLines,
} from '@/lib/document/downloads/storage-facts'
import { sourceText } from '@/lib/document/words/source-text'
import type { Units } from '@/lib/i18n/format'
import type { DownloadsState } from '@/lib/link/downloads-state'
import { BytesLineChart } from './line-chart'
import { type ChartLine, LineLegend } from './lines'

type Counts = Pick<DownloadsState, 'keep' | 'ahead' | 'drop'>

interface FieldProps {
  readonly state: Counts
  readonly onState: (partial: Partial<Counts>) => void
}

interface Props extends FieldProps {
  readonly report: DownloadsReport
  readonly units: Units
}

const BESIDE = { cell: 'whitespace-nowrap text-muted' }
const MAIN = { cell: 'whitespace-nowrap font-semibold' }
/** Sums tag by tag stand beside what is stored; what is freed is what the table is for. */
const GROWTH = { registryNaive: BESIDE, hostNaive: BESIDE }
const RETENTION = { ...GROWTH, registryFreed: MAIN, hostFreed: MAIN }

/** The pace that a figure ahead rests on may go on in a further line. */
const AHEAD = Object.fromEntries(STORAGE_FIGURES.map((figure) => [figure, { cell: 'align-top' }]))

const nowrap = (text: ReactNode) => <span className="whitespace-nowrap">{text}</span>

/** What registry and hosts really store of each series, beside what adding up its tags suggests. */
export default function StorageCard({ report, state, onState, units }: Props) {
  const t = useTranslations('storage')
  const words = useWords()
  const facts = useMemo(() => storageFacts(report), [report])
  const parts = useMemo(() => storageParts(facts, { units, words }), [facts, units, words])
  const { series } = facts
  const ofSeries = useMemo(
    () => ({
      strategy: (row: number, name: ReactNode) => (
        <span className="inline-flex items-center gap-1.5">
          <StrategyMark colour={series[row]?.colour ?? 0} />
          {name}
        </span>
      ),
    }),
    [series],
  )
  return (
    <Card
      card="storage"
      title={t('title')}
      note={t('note')}
      source={sourceText(words('cards'), report.compare)}
      help="storage"
      chart
      landmark
    >
      <CountFields state={state} onState={onState} />
      {parts ? (
        <>
          <div
            className={`grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 ${series.length > 2 ? '' : '2xl:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]'}`}
          >
            <StorageChart facts={facts} units={units} />
            <div className="min-w-0">
              <LongTable table={parts.growth} label={t('table')} look={GROWTH} />
              <p className="mt-2 text-sm">{t('why')}</p>
            </div>
          </div>
          {[
            { table: parts.ahead, note: t('ahead.note'), look: AHEAD },
            { table: parts.retention, note: t('retention.note'), look: RETENTION },
          ].map(
            ({ table, note, look }) =>
              table && (
                <div key={note}>
                  <h3 className="mt-4 font-semibold text-sm">{table.caption}</h3>
                  <p className="mb-1 text-muted text-sm">{note}</p>
                  <Table
                    table={table}
                    label={table.caption ?? ''}
                    said={note}
                    look={look}
                    render={ofSeries}
                  />
                </div>
              ),
          )}
          {parts.limits.length > 0 && (
            <>
              <h3 className="mt-4 mb-1 font-semibold text-sm">
                {t('limit.heading', { limit: facts.storages.find(({ limit }) => limit)?.limit?.limit ?? 0 })}
              </h3>
              <ul className="grid grid-cols-[minmax(0,1fr)] gap-y-1 [overflow-wrap:anywhere]">
                {parts.limits.map(({ now, end }) => (
                  <li key={now}>
                    {now} {end?.key === 'at' && t.rich('limit.at', { ...end.values, nowrap })}
                    {end && end.key !== 'at' && t(`limit.${end.key}`)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <p className="py-6 text-muted">{t('nothing')}</p>
      )}
    </Card>
  )
}

const KEYS = ['keep', 'ahead', 'drop'] as const
/** The link's own limit. */
const MOST = 10_000

/** How many tags a host keeps, releases ahead, oldest tags deleted. */
function CountFields({ state, onState }: FieldProps) {
  const t = useTranslations('storage')
  return (
    <fieldset className="mb-4 flex flex-wrap gap-x-8 gap-y-3 print:hidden">
      <legend className="sr-only">{t('counts')}</legend>
      {KEYS.map((key) => (
        <NumberField
          key={key}
          label={t(`fields.${key}`)}
          value={state[key]}
          problemOf={(count) =>
            count !== null && Number.isInteger(count) && count >= 0 && count <= MOST
              ? undefined
              : t('problem', { most: MOST.toLocaleString('en-US') })
          }
          onValue={(count) => count !== null && onState({ [key]: count })}
        />
      ))}
    </fieldset>
  )
}

interface ChartProps {
  readonly facts: StorageFacts
  readonly units: Units
}

const DASHED = '7 5'
const DOTTED = '1.5 4'

/** Bytes of the registry along the releases, the naive sum above them, and where both lead. */
const StorageChart = memo(function StorageChart({ facts, units }: ChartProps) {
  const t = useTranslations('storage')
  const { series, rows } = facts
  const { places, lines: drawn } = useMemo(() => storageLines(facts), [facts])
  const lines = drawn.map(({ index, figure, ahead, values }): ChartLine => {
    const { name = '', colour = 0 } = series[index] ?? {}
    return {
      name: t(ahead ? 'lineAhead' : 'line', { name, figure }),
      colour,
      dash: ahead ? DOTTED : figure === 'registryNaive' ? DASHED : undefined,
      below: series.length - 1 - index,
      estimated: ahead,
      values,
    }
  })
  return (
    <div className="min-w-0">
      <LineLegend
        legend={series}
        lines={[
          { text: t('legend.once') },
          { text: t('legend.naive'), dash: DASHED },
          ...(lines.some(({ estimated }) => estimated) ? [{ text: t('legend.ahead'), dash: DOTTED }] : []),
        ]}
      />
      <BytesLineChart
        title={t('chart')}
        places={places}
        labelOf={(place) => placeLabel(rows, place)}
        lines={lines}
        basis="transfer"
        units={units}
      />
      <p className="mt-1 text-muted text-xs">{t('chartNote')}</p>
    </div>
  )
})
