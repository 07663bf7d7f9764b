import { useTranslations } from 'next-intl'
import { Alert } from '@/components/states/alert'
import { useFailureText } from '@/components/states/use-failure-text'
import type { FilesProblem, ScanEvent } from '@/lib/analysis/chain-report'
import { formatBytes, formatShare } from '@/lib/i18n/format'
import { shortDigest } from '@/lib/oci/digest'
import { useTag } from '../use-tag'
import { paceOf } from './read-pace'

/** Why files could not be read, layer by layer. */
export function ReadProblems({ problems }: { readonly problems: readonly FilesProblem[] }) {
  const t = useTranslations('scan')
  const { failureText } = useFailureText()
  if (problems.length === 0) return null
  return (
    <Alert>
      <ul className="flex flex-col gap-1">
        {problems.map((problem, index) => (
          <li key={String(index)} className="[overflow-wrap:anywhere]">
            {problem.diffId && <code className="font-mono text-xs">{shortDigest(problem.diffId)} </code>}
            {problem.of === 'source'
              ? failureText(problem.failure)
              : t(`layer-${problem.problem.code}`, { detail: problem.problem.detail })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

interface ProgressProps {
  readonly progress: Extract<ScanEvent, { kind: 'progress' }> | undefined
}

/** How far the reading of files is: bytes, per cent, and the time that is left. */
export function ReadProgress({ progress }: ProgressProps) {
  const t = useTranslations('scan')
  const { units } = useTag().state
  const { share, secondsLeft } = progress ? paceOf(progress) : {}
  const percent = share === undefined ? undefined : share * 100
  return (
    <div className="min-w-0 flex-1 basis-64">
      <p className="mb-1 flex flex-wrap gap-x-3 text-sm tabular-nums">
        <span>{t('reading')}</span>
        {progress && (
          <span className="text-muted">
            {[
              progress.totalBytes === undefined
                ? formatBytes(progress.readBytes, 'transfer', units)
                : t('bytesOf', {
                    read: formatBytes(progress.readBytes, 'transfer', units),
                    total: formatBytes(progress.totalBytes, 'transfer', units),
                  }),
              share === undefined ? undefined : formatShare(share),
              t('layersRead', { done: progress.layersDone, layers: progress.layers }),
              progress.waiting === undefined ? undefined : t('waits', { count: progress.waiting }),
              secondsLeft === undefined ? undefined : t('left', timeOf(secondsLeft)),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </span>
        )}
      </p>
      <div
        role="progressbar"
        aria-label={t('reading')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent === undefined ? undefined : Math.round(percent)}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-brand ${percent === undefined ? 'w-1/3 animate-pulse' : ''}`}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  )
}

const MINUTE = 60

/** Seconds where they matter, minutes above two of them. */
function timeOf(seconds: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } {
  return seconds < 2 * MINUTE
    ? { unit: 'seconds', count: seconds }
    : { unit: 'minutes', count: Math.ceil(seconds / MINUTE) }
}
