import { useQuery } from '@tanstack/react-query'
import { Equal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { diffQuery, type PairKey } from '@/components/tag/queries'
import type { DiffState } from '@/lib/link/tag-state'
import { DiffFiles } from './diff-files'
import { DiffSummary } from './diff-summary'
import { StepsListing } from './steps-listing'

interface Props {
  readonly pair: PairKey
  readonly state: DiffState
  readonly onChange: (next: Partial<DiffState>) => void
}

/** All that is known of two tags, or why nothing is. */
export function DiffBody({ pair, state, onChange }: Props) {
  const t = useTranslations('diff')
  const { data: report, error, refetch } = useQuery(diffQuery(pair))
  const { units, recorded, find } = state
  const opened = report && state.pair !== null && state.pair < report.pairs.length ? state.pair : undefined
  const filesHeading = useRef<HTMLHeadingElement>(null)

  const open = (position: number | undefined) => {
    onChange({ pair: position ?? null, find: '' })
    filesHeading.current?.focus()
  }
  return (
    <>
      {error && <Failed detail={error.message} stale={report !== undefined} onRetry={() => void refetch()} />}
      {!report && !error && <Loading />}
      {report && report.divergence === undefined && (
        <p className="flex items-center gap-2 rounded-xl border border-line bg-surface p-4 text-sm sm:p-5">
          <Equal className="size-4 shrink-0 text-good" aria-hidden="true" />
          {t('sameImage', { layers: report.commonLayers, steps: report.pairs.length })}
        </p>
      )}
      {report && report.divergence !== undefined && (
        <>
          <DiffSummary report={report} units={units} />
          <StepsListing
            report={report}
            units={units}
            opened={opened}
            onOpen={open}
            recorded={recorded}
            onRecorded={(next) => onChange({ recorded: next })}
          />
          <DiffFiles
            heading={filesHeading}
            pair={pair}
            report={report}
            units={units}
            opened={opened}
            onClose={() => open(undefined)}
            find={find}
            onFind={(text) => onChange({ find: text })}
          />
        </>
      )}
    </>
  )
}

interface FailedProps {
  readonly detail: string
  readonly stale: boolean
  readonly onRetry: () => void
}

function Failed({ detail, stale, onRetry }: FailedProps) {
  const t = useTranslations('states')
  return (
    <Alert onRetry={onRetry}>
      {t('failed')} {detail} {stale && t('stale')}
    </Alert>
  )
}
