'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Loading } from '@/components/states/loading'
import type { PullReport } from '@/lib/api/downloads'
import { formatBytes, type Units } from '@/lib/format'
import { type PullTimeline, simulatePull, type TimedLayer } from '@/lib/pull/timeline'
import { LinkForm, type LinkState } from './link-form'
import { PullRow } from './pull-row'

interface Props {
  readonly pull: PullReport | undefined
  readonly error: Error | undefined
  readonly link: LinkState
  readonly onLink: (next: Partial<LinkState>) => void
  readonly units: Units
  readonly header: ReactNode
}

const MB = 1_000_000
/** Index and manifest. */
const MANIFEST_REQUESTS = 2
/** As measured: scripts/bench/pull-time.ts. */
const LAYER_MS = 60

/** One pull as the network and the disk see it: each layer with what is done with it, why, and when. */
export function WaterfallCard({ pull, error, link, onLink, units, header }: Props) {
  const t = useTranslations('pull')
  const lacking = pull?.layers.filter(
    ({ way, transferBytes }) => way === 'download' && transferBytes === undefined,
  )
  const timeline = pull && lacking?.length === 0 ? timelineOf(pull, link) : undefined
  return (
    <section
      id="pull"
      aria-labelledby="pull-title"
      className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4 break-inside-avoid sm:p-5"
    >
      <div>
        <h2 id="pull-title" className="font-semibold text-base">
          {t('title')}
        </h2>
        <p className="text-muted text-xs">{t('note')}</p>
      </div>
      {header}
      <LinkForm link={link} onLink={onLink} problem={timeline?.ok === false ? timeline.problem : undefined} />
      {error && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm">
          {error.message}
        </p>
      )}
      {!pull && !error && <Loading />}
      {pull && (
        <>
          <Totals pull={pull} timeline={timeline} units={units} />
          {pull.missing.length > 0 && (
            <p role="alert" className="text-sm text-warn">
              {t('missing', { tags: pull.missing.join(', ') })}
            </p>
          )}
          {lacking && lacking.length > 0 && (
            <p className="text-sm text-warn">{t('unknownBytes', { layers: lacking.length })}</p>
          )}
          <ol aria-label={t('layers')} className="flex flex-col">
            {pull.layers.map((layer, index) => (
              <PullRow
                key={layer.chainId}
                layer={layer}
                number={index + 1}
                times={timeline?.ok ? timeline.layers[index] : undefined}
                totalMs={timeline?.ok ? timeline.totalMs : 0}
                units={units}
              />
            ))}
          </ol>
          <p className="text-muted text-xs">{t('model')}</p>
        </>
      )}
    </section>
  )
}

function timelineOf({ layers }: PullReport, { bw, lat, conc, disk }: LinkState): PullTimeline {
  const timed = layers.map(
    ({ way, transferBytes = 0, unpackedBytes }): TimedLayer => ({
      way,
      transferBytes,
      // A layer whose unpacked bytes nobody told takes at least as long as its blob.
      unpackedBytes: unpackedBytes ?? transferBytes,
    }),
  )
  return simulatePull(timed, {
    bandwidth: bw * MB,
    latencyMs: lat,
    concurrency: conc,
    unpackBytesPerSecond: disk * MB,
    layerMs: LAYER_MS,
    manifestRequests: MANIFEST_REQUESTS,
  })
}

interface TotalsProps {
  readonly pull: PullReport
  readonly timeline: PullTimeline | undefined
  readonly units: Units
}

function Totals({ pull, timeline, units }: TotalsProps) {
  const t = useTranslations('pull')
  const count = (ways: readonly string[]) => pull.layers.filter(({ way }) => ways.includes(way)).length
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Total term={t('downloads')}>{timeline?.ok ? formatBytes(timeline.downloadedBytes, units) : '—'}</Total>
      <Total term={t('fetched')}>{String(count(['download']))}</Total>
      <Total term={t('spared')}>{String(count(['reuse', 'content', 'repeat']))}</Total>
      <Total term={t('time')}>
        {timeline?.ok
          ? `≈${t('seconds', { seconds: Number((timeline.totalMs / 1000).toPrecision(2)) })}`
          : '—'}
      </Total>
      <Total term={t('holds')}>
        {pull.holds.length === 0
          ? t('nothing')
          : pull.holds.slice(0, SHOWN).join(', ') +
            (pull.holds.length + pull.moreHeld > SHOWN
              ? ` ${t('more', { count: pull.holds.length + pull.moreHeld - SHOWN })}`
              : '')}
      </Total>
    </dl>
  )
}

const SHOWN = 6

function Total({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="font-medium tabular-nums [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
