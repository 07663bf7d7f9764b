import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileArchive, Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { archivesQuery } from '@/components/data/queries'
import { uploadArchive } from '@/components/data/uploads'
import { Link } from '@/components/ui/link'
import { archiveHref } from '@/lib/link/source-choice'
import { FileSection } from './file-section'
import { useQueue } from './use-queue'

/** Image archives that can be looked into: those of the configuration, and one from this computer. */
export function Archives() {
  const t = useTranslations('archives')
  const client = useQueryClient()
  const router = useRouter()
  const { data } = useQuery(archivesQuery())
  const upload = useMutation({
    mutationFn: uploadArchive,
    onSuccess: ({ name }) => {
      void client.invalidateQueries(archivesQuery())
      router.push(archiveHref(name))
    },
  })
  const queue = useQueue(upload.isPending)
  return (
    <FileSection
      heading={t('heading')}
      accept=".tar,application/x-tar"
      fileLabel={t('file')}
      icon={Upload}
      buttonText={upload.isPending ? `${t('reading')} ${queue}` : t('open')}
      busy={upload.isPending}
      onFile={upload.mutate}
      error={upload.error ? `${t('failed')} ${upload.error.message}` : undefined}
      note={t('note')}
    >
      {data?.archives.map((name) => (
        <li key={name}>
          <Link
            href={archiveHref(name)}
            className="flex items-center gap-2 rounded px-1 py-1 text-sm hover:bg-sunken"
          >
            <FileArchive className="size-4 shrink-0 text-muted" aria-hidden="true" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          </Link>
        </li>
      ))}
    </FileSection>
  )
}
