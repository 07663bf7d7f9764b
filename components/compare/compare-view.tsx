'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { AnswerCard } from '@/components/answer/answer-card'
import { Cards } from '@/components/cards/cards'
import { compareQuery } from '@/components/data/queries'
import { ExportScope } from '@/components/exports/export-scope'
import { GuessNote } from '@/components/picker/guess-note'
import { Picker } from '@/components/picker/picker'
import { useChoosing } from '@/components/picker/use-choosing'
import { Toolbar } from '@/components/shell/toolbar'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { SampleNote } from '@/components/states/sample-note'
import { PageTitle } from '@/components/ui/page-title'
import { VerdictStrip } from '@/components/verdicts/verdict-strip'
import { toCompareInput, type ViewState, viewParsers } from '@/lib/link/view-state'
import { NotesCard } from './notes-card'
import { useLiveReport } from './use-live-report'

/** Seen only where nothing is chosen yet. */
const EmptyPicker = dynamic(() => import('@/components/picker/empty-picker'))
/** Drawn in the browser alone: its place is kept until it is there. */
const GlanceCard = dynamic(() => import('./glance-card'), {
  ssr: false,
  loading: () => <div className="h-[360px] rounded-xl border border-line bg-surface" aria-hidden="true" />,
})
/** Below everything else: it comes after what the page opens with. */
const LargestCard = dynamic(() => import('./largest-card'), { ssr: false })

/** The Compare page below its header: picker, switches, verdicts and cards, all from one report and one link. */
export function CompareView() {
  const t = useTranslations('states')
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const { data, error, refetch, isPlaceholderData } = useQuery(compareQuery(toCompareInput(view)))
  const { basis } = view
  // Cells have both bases, so that tables and charts need not wait for the answer to the other one; sentences do.
  const asked = useMemo(() => data && (data.basis === basis ? data : { ...data, basis }), [data, basis])
  // What was compared unasked is not shown in place of what a person has chosen since: the next choice would add to it.
  const report = useLiveReport(asked?.guess && view.s.length > 0 ? undefined : asked)
  // Charts, and what is below everything else, are drawn again once the rest has been: first a table shows how it was sorted.
  const later = useDeferredValue(view)
  const dim = (isOld: boolean) => `flex flex-col gap-4 transition-opacity ${isOld ? 'opacity-60' : ''}`

  const change = useCallback((next: Partial<ViewState>) => void setView(next), [setView])
  const shown = report?.strategies ?? []
  const { isChoosing, setChoosing, pick } = useChoosing(report, (s) => change({ s }))

  return (
    <main className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <PageTitle page="compare" />
      {error && (
        <Alert onRetry={() => void refetch()}>
          {t('failed')} {error.message} {report && t('stale')}
        </Alert>
      )}
      {!report && !error && <Loading />}
      {report && isChoosing && (
        <EmptyPicker
          source={view.source}
          onChange={pick}
          onSample={(sample) => {
            setChoosing(false)
            change({ source: sample })
          }}
        />
      )}
      {report && !isChoosing && (
        <>
          <SampleNote source={view.source} />
          <GuessNote report={report} onOthers={() => setChoosing(true)} />
          <Picker
            strategies={shown}
            source={view.source}
            basis={view.basis}
            units={view.units}
            onChange={pick}
          />
          <Toolbar view={view} report={report} onChange={change} />
          <div
            id="figures"
            aria-busy={isPlaceholderData}
            className={dim(isPlaceholderData && data?.basis === basis)}
          >
            <ExportScope page="compare">
              <AnswerCard
                report={report}
                state={view}
                units={view.units}
                onState={(next) => void setView(next, { history: 'replace' })}
              />
              <GlanceCard report={report} view={later} onChange={change} />
              <div className={dim(isPlaceholderData && data?.basis !== basis)}>
                <NotesCard report={report} view={view} />
                <VerdictStrip report={report} units={view.units} />
              </div>
              <Cards report={report} state={view} onChange={change} />
              <LargestCard report={report} view={later} />
            </ExportScope>
          </div>
        </>
      )}
    </main>
  )
}
