import { useQuery } from '@tanstack/react-query'
import { Columns2, FolderOpen, History } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { snapshotsQuery } from '@/components/data/queries'
import { useFailureText } from '@/components/states/use-failure-text'
import { Link } from '@/components/ui/link'
import { formatTime } from '@/lib/i18n/format'
import { besideHref, type OpenSnapshot } from '@/lib/link/snapshots'
import { plain } from '@/lib/oci/plain'
import { FileSection } from './file-section'
import { OPENABLE, useOpenFile } from './use-open-file'
import { useHasLive } from './use-snapshot-mark'

/** Snapshots that are open: each can be shown, or laid beside the live tags; and one more from this computer. */
export function Snapshots() {
  const t = useTranslations('snapshots')
  const { failureText } = useFailureText()
  const { data } = useQuery(snapshotsQuery())
  const { open, opening, queue } = useOpenFile()
  return (
    <FileSection
      heading={t('heading')}
      listClass="max-h-56 gap-1 overflow-y-auto"
      accept={OPENABLE}
      fileLabel={t('file')}
      icon={FolderOpen}
      buttonText={opening === undefined ? t('open') : `${t('opening', { name: opening })} ${queue}`}
      busy={opening !== undefined}
      onFile={open}
      note={t('note')}
    >
      {data?.snapshots.map((snapshot) => (
        <Snapshot key={snapshot.name} snapshot={snapshot} />
      ))}
      {data?.problems.map((failure) => (
        <li key={failure.at} className="text-bad text-xs [overflow-wrap:anywhere]">
          {failureText(failure)}
        </li>
      ))}
    </FileSection>
  )
}

function Snapshot({ snapshot }: { readonly snapshot: OpenSnapshot }) {
  const t = useTranslations('snapshots')
  const search = useSearchParams()
  const hasLive = useHasLive()
  const { createdAt, href, tags, strategies } = snapshot
  const title = plain(snapshot.title)
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
