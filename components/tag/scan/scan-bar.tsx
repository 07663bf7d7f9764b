'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import type { FilesProblem, FilesState } from '@/lib/analysis/chain-report'
import { formatBytes } from '@/lib/i18n/format'
import { parseReference } from '@/lib/oci/reference'
import { scanSearch } from '../queries'
import { useTag } from '../use-tag'
import { ReadProblems, ReadProgress } from './reading'
import { useScan } from './use-scan'

interface Props {
  /** The tag, and another that is read with it. */
  readonly references: readonly string[]
  readonly files: FilesState
  readonly problems: readonly FilesProblem[]
}

/** Offers to read the files that are not known yet, and shows how far it is; nothing once all are known. */
export function ScanBar({ references, files, problems }: Props) {
  const t = useTranslations('scan')
  const { image, state } = useTag()
  const { scan, start, cancel } = useScan(scanSearch(references, image))
  const [, other] = references
  const missing = files.layers - files.known
  const auto = missing > 0 && files.small && files.readable && problems.length === 0

  useEffect(() => {
    if (auto) start()
  }, [auto, start])

  if (missing === 0) return null
  const reported = scan.state === 'done' ? scan.problems : problems
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3 text-sm"
    >
      {scan.state === 'running' ? (
        <>
          <ReadProgress progress={scan.progress} />
          <Button onClick={cancel}>{t('cancel')}</Button>
        </>
      ) : (
        <>
          <p className="min-w-0 flex-1">
            {files.readable
              ? t('offer', {
                  layers: missing,
                  tag: (other && parseReference(other)?.tag) ?? 'none',
                  bytes:
                    files.missingBytes === undefined ? 'none' : formatBytes(files.missingBytes, state.units),
                })
              : t('unreadable', { layers: missing })}
          </p>
          {files.readable && (
            <Button tone="strong" onClick={start}>
              {reported.length > 0 || scan.state === 'failed' ? t('again') : t('start')}
            </Button>
          )}
          <ReadProblems problems={reported} />
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
