'use client'

import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { snapshotsQuery } from '@/components/data/queries'
import { Link } from '@/components/ui/link'
import { formatTime } from '@/lib/i18n/format'
import { besideHref } from '@/lib/link/snapshots'
import { marked, plain } from '@/lib/oci/plain'
import { useHasLive, useSnapshotMark } from './use-snapshot-mark'

/** Above a page that shows a snapshot: which one, of when, and what its author wrote. */
export function SnapshotBanner() {
  const t = useTranslations('snapshots')
  const mark = useSnapshotMark()
  const search = useSearchParams()
  const { data } = useQuery({ ...snapshotsQuery(), enabled: mark !== undefined })
  const hasLive = useHasLive()
  if (!mark) return null
  const { name, title, createdAt, notes } = mark
  const open = data?.snapshots.find((one) => one.name === name)
  return (
    <aside
      aria-label={t('of', { time: formatTime(createdAt) })}
      data-testid="snapshot-banner"
      className="border-line border-b bg-warn-soft text-sm print:hidden"
    >
      <div className="mx-auto flex max-w-[1440px] flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2">
        <History className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden="true" />
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <p>
            <strong className="font-semibold">{plain(title)}</strong> ·{' '}
            {t('of', { time: formatTime(createdAt) })}. {t('banner')}
          </p>
          {notes && (
            <p className="mt-0.5 max-h-32 overflow-y-auto whitespace-pre-wrap text-muted">{marked(notes)}</p>
          )}
        </div>
        {hasLive && open && open.strategies.length > 0 && (
          <Link href={besideHref(new URLSearchParams(search), open)} className="text-brand underline">
            {t('beside')}
          </Link>
        )}
      </div>
    </aside>
  )
}
