'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/lib/i18n/format'
import { useTag } from '../use-tag'
import { ReadProblems, ReadProgress } from './reading'
import type { Reading } from './use-reading'

/** Offers to read the files that are not known yet, and shows how far it is. */
export function ScanBar({ reading }: { readonly reading: Reading }) {
  const t = useTranslations('scan')
  const { units } = useTag().state
  const { files, missing, other, problems, scan, start, cancel } = reading
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-sunken px-3 py-2 text-sm"
    >
      {scan.state === 'running' ? (
        <>
          <ReadProgress progress={scan.progress} />
          <Button onClick={cancel}>{t('cancel')}</Button>
        </>
      ) : (
        <>
          <p className="min-w-0 flex-1 basis-64">
            {files.readable
              ? t('offer', {
                  layers: missing,
                  tag: other ?? 'none',
                  bytes:
                    files.missingBytes === undefined
                      ? 'none'
                      : formatBytes(files.missingBytes, 'transfer', units),
                })
              : t('unreadable', { layers: missing })}
          </p>
          {files.readable && (
            <Button tone="strong" onClick={start}>
              {problems.length > 0 || scan.state === 'failed' ? t('again') : t('start')}
            </Button>
          )}
          <ReadProblems problems={problems} />
          {scan.state === 'failed' && (
            <p
              role="alert"
              className="w-full rounded-lg bg-bad-soft px-3 py-2 text-bad [overflow-wrap:anywhere]"
            >
              {t('failed', { detail: scan.problem?.detail ?? '' })}
            </p>
          )}
        </>
      )}
    </section>
  )
}
