'use client'

import { useQuery } from '@tanstack/react-query'
import { Equal, GitCompareArrows } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { tagsQuery } from '@/components/data/queries'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import { Alert } from '@/components/states/alert'
import { Loading } from '@/components/states/loading'
import { diffQuery, type PairKey, placeQuery } from '@/components/tag/queries'
import { reasonText } from '@/lib/document/words/cell-text'
import { useTag } from '../use-tag'
import { DiffFiles } from './diff-files'
import { DiffPicker } from './diff-picker'
import { DiffSummary } from './diff-summary'
import { StepsListing } from './steps-listing'

const TEACHES = ['teachesSteps', 'teachesDownload', 'teachesFiles'] as const

/** From another tag, A, to the page's own, B: which steps differ, what that costs a host, and which files changed. */
export function DiffPanel() {
  const t = useTranslations('diff')
  const reasons = useWords()('reasons')
  const { image, state } = useTag()
  const { reference, ...rest } = image
  const place = useQuery(placeQuery(image))
  const other = state.with || (place.data?.previous ?? '')
  const repository = reference.slice(0, reference.lastIndexOf(':'))
  const { data } = useQuery(tagsQuery(repository, image.source))
  const offered = (data?.tags ?? [])
    .map(({ tag }) => `${repository}:${tag}`)
    .filter((one) => one !== reference)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card card={other === '' ? undefined : 'compare'} title={t('heading')} note={t('note')}>
        <DiffPicker key={other} other={other} offered={offered} />
      </Card>
      {other === '' && place.isPending ? (
        <Loading />
      ) : other === '' ? (
        <section className="flex gap-4 rounded-xl border border-line border-dashed p-5 sm:p-6">
          <GitCompareArrows
            className="mt-0.5 hidden size-6 shrink-0 text-muted sm:block"
            aria-hidden="true"
          />
          <div>
            <h3 className="font-semibold">{t('emptyTitle')}</h3>
            {place.data?.growth.transfer.kind === 'unknown' && (
              <p className="text-muted text-sm">{reasonText(reasons, place.data.growth.transfer.why)}</p>
            )}
            <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-muted text-sm">
              {TEACHES.map((key) => (
                <li key={key}>{t(key)}</li>
              ))}
            </ul>
          </div>
        </section>
      ) : (
        <DiffBody key={other} pair={{ a: other, b: reference, ...rest }} />
      )}
    </div>
  )
}

/** All that is known of two tags, or why nothing is. */
function DiffBody({ pair }: { readonly pair: PairKey }) {
  const t = useTranslations('diff')
  const states = useTranslations('states')
  const { state, change } = useTag()
  const { data: report, error, refetch } = useQuery(diffQuery(pair))
  const opened = report && state.pair !== null && state.pair < report.pairs.length ? state.pair : undefined
  const filesHeading = useRef<HTMLHeadingElement>(null)

  const open = (position: number | undefined) => {
    change({ pair: position ?? null, find: '' })
    filesHeading.current?.focus()
  }
  return (
    <>
      {error && (
        <Alert onRetry={() => void refetch()}>
          {states('failed')} {error.message} {report && states('stale')}
        </Alert>
      )}
      {!report && !error && <Loading />}
      {report && report.divergence === undefined && (
        <p className="flex items-center gap-2 rounded-xl border border-line bg-surface p-4 text-sm sm:p-5">
          <Equal className="size-4 shrink-0 text-good" aria-hidden="true" />
          {t('sameImage', { layers: report.commonLayers, steps: report.pairs.length })}
        </p>
      )}
      {report && report.divergence !== undefined && (
        <>
          <DiffSummary report={report} />
          <StepsListing report={report} opened={opened} onOpen={open} />
          <DiffFiles
            heading={filesHeading}
            pair={pair}
            report={report}
            opened={opened}
            onClose={() => open(undefined)}
          />
        </>
      )}
    </>
  )
}
