'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useFailureText } from '@/components/states/use-failure-text'
import { Button } from '@/components/ui/button'
import type { FilesProblem, FilesState } from '@/lib/api/layers'
import { formatBytes, type Units } from '@/lib/format'
import { type Scan, useScan } from './use-scan'

interface Props {
  /** Query string of what is to be read. */
  readonly search: string
  readonly files: FilesState
  readonly problems: readonly FilesProblem[]
  readonly units: Units
}

/** Offers to read the files that are not known yet, and shows how far it is; nothing once all are known. */
export function ScanBar({ search, files, problems, units }: Props) {
  const t = useTranslations('scan')
  const { scan, start, cancel } = useScan(search)
  const missing = files.layers - files.known
  const auto = missing > 0 && files.small && files.readable && problems.length === 0

  useEffect(() => {
    if (auto) start()
  }, [auto, start])

  if (missing === 0) return null
  const told = scan.state === 'done' ? scan.problems : problems
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3 text-sm"
    >
      {scan.state === 'running' ? (
        <Running progress={scan.progress} units={units} onCancel={cancel} />
      ) : (
        <>
          <p className="min-w-0 flex-1">
            {files.readable
              ? t('offer', {
                  layers: missing,
                  bytes: files.missingBytes === undefined ? 'none' : formatBytes(files.missingBytes, units),
                })
              : t('unreadable', { layers: missing })}
          </p>
          {files.readable && (
            <Button tone="strong" onClick={start}>
              {told.length > 0 || scan.state === 'failed' ? t('again') : t('start')}
            </Button>
          )}
          <Problems
            problems={told}
            failed={scan.state === 'failed' ? (scan.problem?.detail ?? '') : undefined}
          />
        </>
      )}
    </section>
  )
}

interface RunningProps {
  readonly progress: Extract<Scan, { state: 'running' }>['progress']
  readonly units: Units
  readonly onCancel: () => void
}

function Running({ progress, units, onCancel }: RunningProps) {
  const t = useTranslations('scan')
  const { readBytes = 0, totalBytes = 0, elapsedMs = 0 } = progress ?? {}
  // An engine's total is an estimate: what is read may pass it.
  const share = totalBytes > 0 ? Math.min(0.99, readBytes / totalBytes) : 0
  const seconds = share > 0.02 ? Math.ceil((elapsedMs * (1 - share)) / share / 1000) : undefined
  return (
    <>
      <div className="min-w-48 flex-1">
        <p role="status" className="tabular-nums">
          {t('running', {
            read: formatBytes(readBytes, units),
            total: totalBytes > 0 ? formatBytes(totalBytes, units) : 'none',
            seconds: seconds ?? 'none',
          })}
        </p>
        <div
          role="progressbar"
          aria-label={t('label')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-sunken"
        >
          <div className="h-full bg-brand" style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </>
  )
}

interface ProblemsProps {
  readonly problems: readonly FilesProblem[]
  readonly failed: string | undefined
}

function Problems({ problems, failed }: ProblemsProps) {
  const t = useTranslations('scan')
  const { failureText } = useFailureText()
  const lines = problems.map((problem) => {
    const text =
      problem.of === 'source'
        ? failureText(problem.failure)
        : t(`problems.${problem.problem.code}`, { detail: problem.problem.detail })
    return problem.diffId ? `${problem.diffId.slice(7, 19)}: ${text}` : text
  })
  if (failed !== undefined) lines.push(t('failed', { detail: failed }))
  if (lines.length === 0) return null
  return (
    <ul role="alert" className="w-full rounded-lg bg-bad-soft px-3 py-2 text-bad">
      {lines.map((line) => (
        <li key={line} className="[overflow-wrap:anywhere]">
          {line}
        </li>
      ))}
    </ul>
  )
}
