'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { AnswerCard } from '@/components/answer/answer-card'
import { ComparisonCard } from '@/components/cards/cards'
import { useLiveReport } from '@/components/compare/use-live-report'
import { downloadsQuery } from '@/components/downloads/queries'
import { ExportScope } from '@/components/exports/export-scope'
import { GuessNote } from '@/components/picker/guess-note'
import { Picker } from '@/components/picker/picker'
import { useChoosing } from '@/components/picker/use-choosing'
import { Toolbar } from '@/components/shell/toolbar'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { PageTitle } from '@/components/ui/page-title'
import { whenNear } from '@/components/ui/when-near'
import { withoutEmpty } from '@/lib/document/compare/rows'
import {
  AS_PROFILED,
  type DownloadsState,
  downloadsParsers,
  toDownloadsInput,
} from '@/lib/link/downloads-state'
import { HaveChooser } from './have-chooser'
import { Notices } from './notices'

/** Seen only where nothing is chosen yet. */
const EmptyPicker = dynamic(() => import('@/components/picker/empty-picker'))
const MatrixCard = whenNear(() => import('./matrix/matrix-card'))
const PullCard = whenNear(() => import('./pull/pull-card'))
const RolloutCard = whenNear(() => import('./releases/rollout-card'))
const StorageCard = whenNear(() => import('./releases/storage-card'))

/** The Downloads page below its header: what hosts hold, what they pull, upgrades, rollouts and storage. */
export function DownloadsView() {
  const t = useTranslations('states')
  const [state, setState] = useQueryStates(downloadsParsers, { history: 'replace' })
  const change = (next: Partial<DownloadsState>) => void setState(next)
  const { data, error, refetch, isPlaceholderData } = useQuery(downloadsQuery(toDownloadsInput(state)))
  // What was compared unasked is not shown in place of what a person has chosen since: the next choice would add to it.
  const compare = useLiveReport(data?.compare.guess && state.s.length > 0 ? undefined : data?.compare)

  const shown = compare?.strategies ?? []
  const { isChoosing, setChoosing, pick } = useChoosing(compare, (s) => change({ s }))
  const report = data && compare && { ...data, compare }
  return (
    <main id="figures" className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <PageTitle page="downloads" />
      {error && (
        <Alert onRetry={() => void refetch()}>
          {t('failed')} {error.message}
        </Alert>
      )}
      {!report && !error && <Loading />}
      {report && isChoosing && (
        <EmptyPicker
          source={state.source}
          onChange={pick}
          onSample={(sample) => {
            setChoosing(false)
            change({ source: sample })
          }}
        />
      )}
      {report && !isChoosing && (
        <>
          <GuessNote report={report.compare} onOthers={() => setChoosing(true)} />
          <Picker
            strategies={shown}
            source={state.source}
            basis={state.basis}
            units={state.units}
            onChange={pick}
          />
          <Toolbar
            view={state}
            report={report.compare}
            onChange={(next) => change(next.profile === undefined ? next : { ...AS_PROFILED, ...next })}
          />
          <ExportScope page="downloads">
            <AnswerCard report={report.compare} state={state} units={state.units} onState={change} />
          </ExportScope>
          <Notices report={report.compare} onUnpacked={() => change({ basis: 'unpacked' })} />
          <HaveChooser report={report.compare} value={state.cache} onChange={(cache) => change({ cache })} />
          <div
            aria-busy={isPlaceholderData}
            className={`flex flex-col gap-4 transition-opacity ${isPlaceholderData ? 'opacity-60' : ''}`}
          >
            <ExportScope page="downloads">
              <ComparisonCard
                card="cached"
                report={withoutEmpty(report.compare)}
                state={state}
                onChange={change}
              />
              <MatrixCard
                report={report}
                units={state.units}
                chosen={
                  state.pt === '' ? undefined : { strategy: state.ps, from: state.pf || null, tag: state.pt }
                }
                onChoose={({ strategy, from, tag }) => change({ ps: strategy, pf: from ?? '', pt: tag })}
              />
              <PullCard report={report} state={state} onChange={change} />
              <RolloutCard report={report} state={state} onState={change} units={state.units} />
              <StorageCard report={report} state={state} onState={change} units={state.units} />
            </ExportScope>
          </div>
        </>
      )}
    </main>
  )
}
