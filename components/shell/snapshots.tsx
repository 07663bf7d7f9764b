'use client'

import { useQuery } from '@tanstack/react-query'
import { Columns2, FolderOpen, History } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { snapshotsQuery } from '@/components/shell/snapshot-queries'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import { formatTime } from '@/lib/i18n/format'
import { besideHref, type OpenSnapshot } from '@/lib/link/snapshots'
import { OPENABLE, useOpenFile } from './use-open-file'
import { useHasLive } from './use-snapshot-mark'

/** Snapshots that are open: each can be shown, or laid beside the live tags; and one more from this computer. */
export function Snapshots() {
  const t = useTranslations('snapshots')
  const { failureText } = useFailureText()
  const { data } = useQuery(snapshotsQuery())
  const { open, opening } = useOpenFile()
  const input = useRef<HTMLInputElement>(null)
  return (
    <section aria-label={t('heading')} className="mt-3 border-line border-t pt-3">
      <h3 className="font-medium text-sm">{t('heading')}</h3>
      <ul className="my-1.5 flex max-h-56 flex-col gap-1 overflow-y-auto">
        {(data?.snapshots ?? []).map((snapshot) => (
          <Snapshot key={snapshot.name} snapshot={snapshot} />
        ))}
        {data?.problems.map((failure) => (
          <li key={failure.at} className="text-bad text-xs [overflow-wrap:anywhere]">
            {failureText(failure)}
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        accept={OPENABLE}
        aria-label={t('file')}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) open(file)
          target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()} disabled={opening !== undefined}>
        <FolderOpen className="size-4" aria-hidden="true" />
        {opening === undefined ? t('open') : t('opening', { name: opening })}
      </Button>
      <p className="mt-1.5 text-muted text-xs">{t('note')}</p>
    </section>
  )
}

function Snapshot({ snapshot }: { readonly snapshot: OpenSnapshot }) {
  const t = useTranslations('snapshots')
  const search = useSearchParams()
  const hasLive = useHasLive()
  const { title, createdAt, href, tags, strategies } = snapshot
  return (
    <li className="flex items-start gap-1 rounded px-1 py-1 hover:bg-sunken">
      <Link href={href} className="flex min-w-0 flex-1 items-start gap-2 text-sm">
        <History className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {title}
          <span className="block text-muted text-xs">
            {formatTime(createdAt)} · {t('tags', { count: tags })}
          </span>
        </span>
      </Link>
      {hasLive && strategies.length > 0 && (
        <Link
          href={besideHref(new URLSearchParams(search), snapshot)}
          title={t('beside')}
          aria-label={t('besideOf', { title })}
          className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:text-ink"
        >
          <Columns2 className="size-4" aria-hidden="true" />
        </Link>
      )}
    </li>
  )
}
