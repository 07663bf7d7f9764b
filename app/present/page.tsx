import { getLocale } from 'next-intl/server'
import { PresentView } from '@/components/present/present-view'
import { EmptyReport } from '@/components/report/empty-report'
import { deckOf } from '@/lib/document/report/deck'
import { wordsOf } from '@/lib/document/words/words'
import type { Locale } from '@/lib/i18n/locale'
import { paramsOf } from '@/lib/link/link'
import { loadPage } from '@/lib/link/pages'
import { drawnFor } from '@/lib/link/report-state'
import { plain } from '@/lib/oci/plain'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { readReport } from '@/lib/server/view-reads'
import { onceItAsks } from '../once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('present')

/** The report for a room: one card at a time, on the whole screen. */
async function Page({ searchParams }: PageProps) {
  const [search, locale] = await Promise.all([searchParams, getLocale() as Promise<Locale>])
  const state = loadPage('present', paramsOf(search))
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
