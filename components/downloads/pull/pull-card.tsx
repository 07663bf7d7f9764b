'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { getJson } from '@/components/data/get-json'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { Select } from '@/components/ui/select'
import type { DownloadsReport, PullReport } from '@/lib/analysis/downloads-report'
import type { PullTimeline } from '@/lib/analysis/pull/timeline'
import { pullChoice } from '@/lib/document/downloads/pull-choice'
import {
  layersByWay,
  layersWithoutBytes,
  pullTimeline,
  settledLink,
} from '@/lib/document/downloads/pull-timeline'
import { refusalTexts } from '@/lib/document/words/blob-words'
import { holdsText, pullTimeText, unsureTexts } from '@/lib/document/words/pull-words'
import { formatBytes, type Units } from '@/lib/i18n/format'
import { type DownloadsState, pullSearch } from '@/lib/link/downloads-state'
import { LinkForm } from './link-form'
import { PullRow } from './pull-row'

interface Props {
  readonly report: DownloadsReport
  readonly state: DownloadsState
  readonly onChange: (next: Partial<DownloadsState>) => void
}

/**
 * One pull as the network and the disk see it, each layer with what is done with it, why, and when: of the cell that
 * was chosen in the matrix, else of the last tag by a host that holds what was chosen.
 */
export default function PullCard({ report, state, onChange }: Props) {
  const t = useTranslations('pull')
  const have = useTranslations('have')
  const choice = pullChoice(report, state)
  const search = choice && pullSearch(choice.input)
  const { data: pull, error } = useQuery({
    queryKey: ['pull', search],
    queryFn: ({ signal }) => getJson<PullReport>(`/api/pull${search}`, signal),
    enabled: choice !== undefined,
    placeholderData: keepPreviousData,
  })
  if (!choice) return null
  const { position, tags, tag, from } = choice
  const named = tags.map((value) => ({ value, text: value }))
  const link = settledLink(state, report.compare.rule)
  return (
    <Card id="pull" card="pull" title={t('title')} note={t('note')} help="pull" chart landmark whole>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Select
            label={have('strategy')}
            value={String(position)}
            options={report.compare.strategies.map(({ name }, index) => ({
              value: String(index),
              text: name,
            }))}
            onChange={(next) => onChange({ ps: Number(next), pt: '' })}
          />
          <Select label={have('to')} value={tag} options={named} onChange={(pt) => onChange({ pt })} />
          <Select
            label={have('from')}
            value={from ?? CHOSEN}
            options={[
              { value: CHOSEN, text: have('asChosen') },
              { value: '', text: have('nothing') },
              ...named,
            ]}
            onChange={(next) => onChange({ pf: next === CHOSEN ? null : next, pt: tag })}
          />
        </div>
        <LinkForm state={state} link={link} rule={report.compare.rule} onLink={onChange} />
        {error && <Alert>{error.message}</Alert>}
        {!pull && !error && <Loading />}
        {pull && <Pull pull={pull} timeline={pullTimeline(pull, link)} units={state.units} />}
      </div>
    </Card>
  )
}

/** No tag has this name. */
const CHOSEN = ' '

interface PullProps {
  readonly pull: PullReport
  readonly timeline: PullTimeline | undefined
  readonly units: Units
}

function Pull({ pull, timeline, units }: PullProps) {
  const t = useTranslations('pull')
  const words = useWords()
  const lacking = layersWithoutBytes(pull).length
  const { fetched, spared } = layersByWay(pull)
  const totals = [
    [t('downloads'), timeline?.ok ? formatBytes(timeline.downloadedBytes, 'transfer', units) : '—'],
    [t('fetched'), String(fetched.length)],
    [t('spared'), String(spared.length)],
    [t('time'), timeline?.ok ? pullTimeText(t, timeline.totalMs) : '—'],
    [t('holds'), holdsText(t, pull)],
  ] as const
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {totals.map(([term, text]) => (
          <div key={term} className="min-w-0">
            <dt className="text-muted text-xs">{term}</dt>
            <dd className="font-medium tabular-nums [overflow-wrap:anywhere]">{text}</dd>
          </div>
        ))}
      </dl>
      {[...refusalTexts([pull], { words }), ...unsureTexts(words, pull)].map((text) => (
        <p key={text} role="alert" className="text-sm text-warn">
          {text}
        </p>
      ))}
      {lacking > 0 && <p className="text-sm text-warn">{t('unknownBytes', { layers: lacking })}</p>}
      {fetched.length > 0 && <Rows layers={fetched} label={t('downloaded')} {...{ timeline, units }} />}
      {spared.length > 0 && (
        <details open={fetched.length === 0}>
          <summary className="min-h-6 cursor-pointer font-medium text-sm">
            {t('reused')} ({spared.length})
          </summary>
          <Rows layers={spared} label={t('reused')} {...{ timeline, units }} />
        </details>
      )}
      <p className="text-muted text-xs">{t('model')}</p>
    </>
  )
}

interface RowsProps extends Pick<PullProps, 'timeline' | 'units'> {
  readonly layers: ReturnType<typeof layersByWay>['fetched']
  readonly label: string
}

function Rows({ layers, label, timeline, units }: RowsProps) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {layers.map(({ layer, place }) => (
        <PullRow
          key={layer.chainId}
          layer={layer}
          number={place + 1}
          times={timeline?.ok ? timeline.layers[place] : undefined}
          totalMs={timeline?.ok ? timeline.totalMs : 0}
          units={units}
        />
      ))}
    </ol>
  )
}
