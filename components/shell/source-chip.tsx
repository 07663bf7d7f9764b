'use client'

import { ChevronDown, Database } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useSources } from '@/components/data/use-sources'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { isSample, type SourceChoice } from '@/lib/analysis/question'
import type { SourceReport, SourcesReport } from '@/lib/analysis/sources-report'
import { engineName } from '@/lib/document/words/engine-words'
import { formatTime } from '@/lib/i18n/format'
import { archiveIn, snapshotIn } from '@/lib/link/source-choice'
import { viewParsers } from '@/lib/link/view-state'
import { marked, plain } from '@/lib/oci/plain'
import { formatPlatform } from '@/lib/oci/platform'
import type { SourceDescription } from '@/lib/oci/source-description'
import { useSnapshotMark } from './use-snapshot-mark'

/** Comes when the list is opened. */
const SourceFiles = dynamic(() => import('./source-files'), { ssr: false })

/** What is being read: the engine and its store, the registries, or the sample; details on demand. */
export function SourceChip() {
  const t = useTranslations('shell')
  const cards = useTranslations('cards')
  const data = useSources()
  const snapshots = useTranslations('snapshots')
  const [source] = useQueryState('source', viewParsers.source)
  const mark = useSnapshotMark()
  if (!data) return null
  const { text, tone } = mark
    ? { text: snapshots('of', { time: formatTime(mark.createdAt) }), tone: 'bg-warn' }
    : summary(data, source, t, cards)
  return (
    <Popover
      align="end"
      label={t('sources')}
      trigger={
        <Button>
          <span className={`size-2 rounded-full ${tone}`} aria-hidden="true" />
          <span title={text} className="max-w-[24vw] truncate sm:max-w-[46vw] lg:max-w-44 xl:max-w-60">
            {text}
          </span>
          <ChevronDown className="size-3.5 text-muted" aria-hidden="true" />
        </Button>
      }
    >
      <ul className="flex flex-col gap-3">
        {data.sources.map((source) => {
          const { kind, name } = source.ok ? source.description : source
          return <Source key={`${kind} ${name}`} source={source} />
        })}
      </ul>
      {mark && (
        <div className="mt-3 text-xs [overflow-wrap:anywhere]">
          <p className="font-medium text-sm">{plain(mark.title)}</p>
          {mark.notes && <p className="whitespace-pre-wrap text-muted">{marked(mark.notes)}</p>}
        </div>
      )}
      {data.sample && !mark && <p className="mt-3 text-muted text-xs">{t('sampleWhy')}</p>}
      <SourceFiles />
      <p className="mt-3 text-muted text-xs">{t('refreshed', { time: formatTime(data.at) })}</p>
    </Popover>
  )
}

function summary(data: SourcesReport, source: SourceChoice, t: Words, cards: CardWords) {
  const archive = archiveIn(source)
  if (archive !== undefined) return { text: plain(archive), tone: 'bg-good' }
  const snapshot = snapshotIn(source)
  if (snapshot !== undefined) return { text: plain(snapshot), tone: 'bg-warn' }
  const found = data.sources.flatMap((one) => (one.ok ? [one.description] : []))
  const daemon = found.find((one) => one.kind === 'daemon')
  if (daemon && !isSample(source)) return { text: titleOf(daemon, t, cards), tone: 'bg-good' }
  return { text: t(isSample(source) || data.sample ? 'sample' : 'noDaemon'), tone: 'bg-warn' }
}

type Words = ReturnType<typeof useTranslations<'shell'>>
type CardWords = ReturnType<typeof useTranslations<'cards'>>

function titleOf(source: SourceDescription, t: Words, cards: CardWords): string {
  if (source.kind === 'daemon') return engineName(cards, source)
  if (source.kind === 'snapshot')
    return isSample(source.name) ? t(`samples.${source.name}`) : plain(source.title)
  return source.kind === 'registry' ? source.host : ''
}

function detailsOf(source: SourceDescription, t: Words, cards: CardWords): readonly string[] {
  if (source.kind === 'daemon') {
    const { endpoint, foundBy, apiVersion, storageDriver, platform } = source
    const system = formatPlatform(platform)
    return [endpoint, t('foundBy', { by: foundBy }), plain(`API ${apiVersion}`), plain(storageDriver), system]
  }
  if (source.kind !== 'snapshot') return []
  const engine = source.engine ? [engineName(cards, source.engine)] : []
  return [...engine, formatTime(source.createdAt)]
}

function Source({ source }: { readonly source: SourceReport }) {
  const t = useTranslations('shell')
  const cards = useTranslations('cards')
  const { failureText } = useFailureText()
  if (!source.ok) {
    return (
      <li className="text-sm">
        <p className="font-medium [overflow-wrap:anywhere]">{plain(source.name)}</p>
        <p className="text-bad text-xs [overflow-wrap:anywhere]">{failureText(source.failure)}</p>
      </li>
    )
  }
  const { description } = source
  return (
    <li className="flex gap-2 text-sm">
      <Database className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-medium">
          {titleOf(description, t, cards)}
          {description.kind === 'registry' && description.insecure && (
            <span className="text-muted"> · http</span>
          )}
        </p>
        <p className="text-muted text-xs [overflow-wrap:anywhere]">
          {detailsOf(description, t, cards).join(' · ')}
        </p>
      </div>
    </li>
  )
}
