'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/document/card'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import type { PullReport } from '@/lib/analysis/downloads-report'
import type { PullTimeline } from '@/lib/analysis/pull/timeline'
import {
  type LinkState,
  layerCounts,
  layersWithoutBytes,
  pullTimeline,
} from '@/lib/document/downloads/pull-timeline'
import { holdsText, pullTimeText } from '@/lib/document/words/pull-words'
import { formatBytes, type Units } from '@/lib/i18n/format'
import { LinkForm } from './link-form'
import { PullRow } from './pull-row'

interface Props {
  readonly pull: PullReport | undefined
  readonly error: Error | undefined
  readonly link: LinkState
  readonly onLink: (next: Partial<LinkState>) => void
  readonly units: Units
  readonly header: ReactNode
}

/** One pull as the network and the disk see it: each layer with what is done with it, why, and when. */
export function WaterfallCard({ pull, error, link, onLink, units, header }: Props) {
  const t = useTranslations('pull')
  const lacking = pull ? layersWithoutBytes(pull).length : 0
  const timeline = pull && pullTimeline(pull, link)
  return (
    <Card id="pull" card="pull" title={t('title')} note={t('note')} help="pull" chart landmark whole>
      <div className="flex flex-col gap-3">
        {header}
        <LinkForm link={link} onLink={onLink} />
        {error && <Alert>{error.message}</Alert>}
        {!pull && !error && <Loading />}
        {pull && (
          <>
            <Totals pull={pull} timeline={timeline} units={units} />
            {pull.missing.length > 0 && (
              <p role="alert" className="text-sm text-warn">
                {t('missing', { tags: pull.missing.join(', ') })}
              </p>
            )}
            {lacking > 0 && <p className="text-sm text-warn">{t('unknownBytes', { layers: lacking })}</p>}
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
      </div>
    </Card>
  )
}

interface TotalsProps {
  readonly pull: PullReport
  readonly timeline: PullTimeline | undefined
  readonly units: Units
}

function Totals({ pull, timeline, units }: TotalsProps) {
  const t = useTranslations('pull')
  const { fetched, spared } = layerCounts(pull)
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Total term={t('downloads')}>{timeline?.ok ? formatBytes(timeline.downloadedBytes, units) : '—'}</Total>
      <Total term={t('fetched')}>{String(fetched)}</Total>
      <Total term={t('spared')}>{String(spared)}</Total>
      <Total term={t('time')}>{timeline?.ok ? pullTimeText(t, timeline.totalMs) : '—'}</Total>
      <Total term={t('holds')}>{holdsText(t, pull)}</Total>
    </dl>
  )
}

function Total({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="font-medium tabular-nums [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
