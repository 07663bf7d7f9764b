import { getLocale } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { PresentView } from '@/components/present/present-view'
import { EmptyReport } from '@/components/report/empty-report'
import { plain } from '@/lib/document/plain'
import { deckOf } from '@/lib/document/report/deck'
import { wordsOf } from '@/lib/document/words/words'
import type { Locale } from '@/lib/i18n/locale'
import { paramsOf } from '@/lib/link/link'
import { loadPresent } from '@/lib/link/present-state'
import { drawnFor } from '@/lib/link/report-state'
import { readReport } from '@/lib/server/report'
import { viewMetadata } from '@/lib/server/view-metadata'

export const dynamic = 'force-dynamic'

type Props = { readonly searchParams: Promise<SearchParams> }

export async function generateMetadata({ searchParams }: Props) {
  return viewMetadata('present', paramsOf(await searchParams))
}

/** The report for a room: one card at a time, on the whole screen. */
export default async function Page({ searchParams }: Props) {
  const [state, locale] = await Promise.all([loadPresent(searchParams), getLocale() as Promise<Locale>])
  const { report, documents, names } = await readReport(state, locale)
  const { compare } = report
  if (compare.strategies.length === 0) return <EmptyReport />
  const words = wordsOf(locale)
  const title =
    plain(state.title) || words('report')('defaultTitle', { names, count: compare.strategies.length })
  return (
    <PresentView
      deck={deckOf({ documents, report: compare, title, kinds: words('kind') })}
      units={state.units}
      source={documents.source}
      drawn={drawnFor(state)}
    />
  )
}
