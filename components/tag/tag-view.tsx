'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/states/use-failure-text'
import type { ImageReport } from '@/lib/api/compare'
import { formatTime } from '@/lib/format'
import { HistoryTable } from './history-table'
import { LayerBands } from './layer-bands'

/** One tag's page: where it is, what it is made of, which steps made it. */
export function TagView({ report }: { readonly report: ImageReport }) {
  const t = useTranslations('tag')
  const router = useRouter()
  const { failureText } = useFailureText()
  const { tag, layers, history } = report
  return (
    <main id="figures" className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <Link
        href="/"
        onClick={(event) => {
          // The comparison's link is one step back; only a page opened by itself has none.
          if (window.history.length > 1) {
            event.preventDefault()
            router.back()
          }
        }}
        className="inline-flex items-center gap-1.5 self-start text-muted text-sm hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('back')}
      </Link>
      <h1 className="font-mono font-semibold text-lg [overflow-wrap:anywhere]">{tag.reference}</h1>
      {tag.failures.map((failure) => (
        <p
          key={`${failure.at} ${failure.code}`}
          role="alert"
          className="rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm"
        >
          {failureText(failure)}
        </p>
      ))}
      {tag.image && (
        <>
          <Facts report={report} />
          <LayerBands positions={tag.image.layers} layers={layers} />
          <HistoryTable history={history} positions={tag.image.layers} layers={layers} />
        </>
      )}
    </main>
  )
}

function Facts({ report: { tag } }: { readonly report: ImageReport }) {
  const t = useTranslations('tag')
  const cards = useTranslations('cards')
  const { image, moved } = tag
  if (!image) return null
  const { platform } = image
  const facts: [string, string | undefined][] = [
    [t('digest'), image.manifestDigest],
    [t('config'), image.configDigest],
    [t('created'), image.created && formatTime(image.created)],
    [
      t('platform'),
      platform && [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/'),
    ],
    [t('readFrom'), `${image.presentIn.map((kind) => t(kind)).join(', ')} · ${formatTime(image.readAt)}`],
  ]
  return (
    <section className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd className="font-mono text-xs leading-6 [overflow-wrap:anywhere]">{value ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {moved && (
        <p className="mt-3 text-sm text-warn [overflow-wrap:anywhere]">
          {cards('movedWhy', { daemon: moved.daemon, registry: moved.registry })}
        </p>
      )}
    </section>
  )
}
