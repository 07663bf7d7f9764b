'use client'

import { ArrowLeft } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useWords } from '@/components/document/use-words'
import { Link } from '@/components/ui/link'
import { Segmented } from '@/components/ui/segmented'
import { imageTexts, refusalTexts } from '@/lib/document/words/blob-words'
import { formatTime } from '@/lib/i18n/format'
import { UNITS } from '@/lib/link/view-state'
import { formatPlatform } from '@/lib/oci/platform'
import { useTag } from './use-tag'

/** Which image this page is about, and where that is known from. */
export function TagHeader() {
  const t = useTranslations('tag')
  const switches = useTranslations('switches')
  const router = useRouter()
  const { report, state, change } = useTag()
  const { reference, image } = report.tag
  return (
    <>
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
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="min-w-0 flex-1 font-mono font-semibold text-lg [overflow-wrap:anywhere]">
          {reference}
        </h1>
        {image && (
          <Segmented
            label={switches('units')}
            value={state.units}
            options={UNITS.map((value) => ({ value, text: switches(value) }))}
            onChange={(units) => change({ units })}
          />
        )}
      </div>
      <Facts />
    </>
  )
}

function Facts() {
  const t = useTranslations('tag')
  const cards = useTranslations('cards')
  const words = useWords()
  const { report, state } = useTag()
  const { image, moved } = report.tag
  if (!image) return null
  const { platform, refusals } = image
  const refused = new Set(refusalTexts([{ tag: report.tag.tag, refusals }], { words }))
  const facts: [string, string | undefined][] = [
    [t('created'), image.created && formatTime(image.created)],
    [t('platform'), platform && formatPlatform(platform)],
    [t('readFrom'), `${image.presentIn.map((kind) => t(kind)).join(', ')} · ${formatTime(image.readAt)}`],
  ]
  return (
    <section>
      <dl className="flex flex-wrap gap-x-8 gap-y-1.5 text-sm">
        {facts.map(([term, value]) => (
          <div key={term} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <dt className="text-muted text-xs">{term}</dt>
            <dd className="font-mono text-xs leading-6 [overflow-wrap:anywhere]">{value ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {imageTexts(report, { words, units: state.units }).map((text) => (
        <p
          key={text}
          className={`mt-2 text-sm [overflow-wrap:anywhere] ${refused.has(text) ? 'text-warn' : 'text-muted'}`}
        >
          {text}
        </p>
      ))}
      {moved && (
        <p className="mt-2 text-sm text-warn [overflow-wrap:anywhere]">
          {cards('movedWhy', { daemon: moved.daemon, registry: moved.registry })}
        </p>
      )}
    </section>
  )
}
