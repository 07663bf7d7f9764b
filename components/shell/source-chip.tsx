'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Database } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { sourcesQuery } from '@/components/data/queries'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { SourceChoice } from '@/lib/analysis/question'
import type { SourceReport, SourcesReport } from '@/lib/analysis/sources-report'
import { formatTime } from '@/lib/i18n/format'
import { archiveIn, snapshotIn } from '@/lib/link/source-choice'
import { viewParsers } from '@/lib/link/view-state'
import { Archives } from './archives'
import { Snapshots } from './snapshots'
import { useSnapshotMark } from './use-snapshot-mark'

/** What is being read: the engine and its store, the registries, or the sample; details on demand. */
export function SourceChip() {
  const t = useTranslations('shell')
  const { data } = useQuery(sourcesQuery())
  const snapshots = useTranslations('snapshots')
  const [source] = useQueryState('source', viewParsers.source)
  const mark = useSnapshotMark()
  if (!data) return null
  const { text, tone } = mark
    ? { text: snapshots('of', { time: formatTime(mark.createdAt) }), tone: 'bg-warn' }
    : summary(data, source, t)
  return (
    <Popover
      align="end"
      label={t('sources')}
      trigger={
        <Button>
          <span className={`size-2 rounded-full ${tone}`} aria-hidden="true" />
          <span className="max-w-[24vw] truncate sm:max-w-[46vw]">{text}</span>
          <ChevronDown className="size-3.5 text-muted" aria-hidden="true" />
        </Button>
      }
    >
      <ul className="flex flex-col gap-3">
        {data.sources.map((source) => (
          <Source key={nameOf(source)} source={source} />
        ))}
      </ul>
      {mark && (
        <div className="mt-3 text-xs [overflow-wrap:anywhere]">
          <p className="font-medium text-sm">{mark.title}</p>
          {mark.notes && <p className="whitespace-pre-wrap text-muted">{mark.notes}</p>}
        </div>
      )}
      {data.sample && !mark && <p className="mt-3 text-muted text-xs">{t('sampleWhy')}</p>}
      <Snapshots />
      <Archives />
      <p className="mt-3 text-muted text-xs">{t('refreshed', { time: formatTime(data.at) })}</p>
    </Popover>
  )
}

function summary(data: SourcesReport, source: SourceChoice, t: ReturnType<typeof useTranslations<'shell'>>) {
  const named = archiveIn(source) ?? snapshotIn(source)
  if (named !== undefined) return { text: named, tone: source.startsWith('archive:') ? 'bg-good' : 'bg-warn' }
  if (source === 'sample') return { text: t('sample'), tone: 'bg-warn' }
  const daemon = data.sources.find((source) => source.ok && source.description.kind === 'daemon')
  if (daemon?.ok && daemon.description.kind === 'daemon') {
    const { version, store } = daemon.description
    return { text: `Docker ${version} · ${t('storeName', { store })}`, tone: 'bg-good' }
  }
  if (data.sample) return { text: t('sample'), tone: 'bg-warn' }
  return { text: t('noDaemon'), tone: 'bg-warn' }
}

function nameOf(source: SourceReport): string {
  return source.ok ? `${source.description.kind} ${source.description.name}` : `${source.kind} ${source.name}`
}

function Source({ source }: { readonly source: SourceReport }) {
  const t = useTranslations('shell')
  const { failureText } = useFailureText()
  if (!source.ok) {
    return (
      <li className="text-sm">
        <p className="font-medium [overflow-wrap:anywhere]">{source.name}</p>
        <p className="text-bad text-xs [overflow-wrap:anywhere]">{failureText(source.failure)}</p>
      </li>
    )
  }
  const { description } = source
  return (
    <li className="flex gap-2 text-sm">
      <Database className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
      <div className="min-w-0">
        {description.kind === 'daemon' && (
          <>
            <p className="font-medium">
              Docker {description.version} · {t('storeName', { store: description.store })}
            </p>
            <p className="text-muted text-xs [overflow-wrap:anywhere]">
              {description.endpoint} · {t('foundBy', { by: description.foundBy })} · API{' '}
              {description.apiVersion} · {description.storageDriver} · {description.platform.os}/
              {description.platform.architecture}
            </p>
          </>
        )}
        {description.kind === 'registry' && (
          <p className="font-medium">
            {description.host}
            {description.insecure && <span className="text-muted"> · http</span>}
          </p>
        )}
        {description.kind === 'snapshot' && (
          <>
            <p className="font-medium">{description.title}</p>
            <p className="text-muted text-xs">
              {description.engine && `Docker ${description.engine.version} · `}
              {formatTime(description.createdAt)}
            </p>
          </>
        )}
      </div>
    </li>
  )
}
