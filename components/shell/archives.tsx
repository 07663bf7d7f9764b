'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileArchive, Upload } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { archivesQuery, uploadArchive } from '@/components/shell/archive-queries'
import { Button } from '@/components/ui/button'
import { archiveHref } from '@/lib/link/source-choice'

/** Image archives that can be looked into: those of the configuration, and one from this computer. */
export function Archives() {
  const t = useTranslations('archives')
  const client = useQueryClient()
  const router = useRouter()
  const { data } = useQuery(archivesQuery())
  const input = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: uploadArchive,
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: ['archives'] })
      router.push(archiveHref(name))
    },
  })
  return (
    <section aria-label={t('heading')} className="mt-3 border-line border-t pt-3">
      <h3 className="font-medium text-sm">{t('heading')}</h3>
      <ul className="my-1.5 flex flex-col">
        {(data?.archives ?? []).map((name) => (
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
      </ul>
      <input
        ref={input}
        type="file"
        accept=".tar,application/x-tar"
        aria-label={t('file')}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) upload.mutate(file)
          target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()} disabled={upload.isPending}>
        <Upload className="size-4" aria-hidden="true" />
        {upload.isPending ? t('reading') : t('open')}
      </Button>
      {upload.error && (
        <p role="alert" className="mt-2 text-bad text-xs [overflow-wrap:anywhere]">
          {t('failed')} {upload.error.message}
        </p>
      )}
      <p className="mt-1.5 text-muted text-xs">{t('note')}</p>
    </section>
  )
}
