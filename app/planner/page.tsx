import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { getLocale } from 'next-intl/server'
import { compareQuery } from '@/components/data/queries'
import { makeQueryClient } from '@/components/data/query-client'
import { PlannerView } from '@/components/planner/planner-view'
import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { wordsOf } from '@/lib/document/words/words'
import type { Locale } from '@/lib/i18n/locale'
import { paramsOf } from '@/lib/link/link'
import { missingParts, missingSource } from '@/lib/link/link-missing'
import { linkProblems } from '@/lib/link/link-problems'
import { loadPage } from '@/lib/link/pages'
import { packedText } from '@/lib/server/kept-reports'
import { missingAdvised } from '@/lib/server/missing-tags'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { compareOf, settled } from '@/lib/server/view-reads'
import { plannedInput } from '@/lib/server/view-words'
import { onceItAsks } from '../once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('planner')

/** Strategies that have not been built yet, compared like any other. */
async function Page({ searchParams }: PageProps) {
  const search = paramsOf(await searchParams)
  const state = loadPage('planner', search)
  const input = plannedInput(state, wordsOf((await getLocale()) as Locale))
  const report = compareOf(input)
  const client = makeQueryClient()
  const [advised] = await Promise.all([
    missingAdvised(state),
    client.prefetchQuery({ ...compareQuery(input), queryFn: () => report.then(packedText) }),
  ])
  const { value, failure } = await settled(report)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Header actions={<PageActions />} />
      <LinkNotices
        problems={linkProblems('planner', search)}
        missing={[...(value ? missingParts(value) : missingSource(input.source, failure)), ...advised]}
      />
      <PlannerView />
    </HydrationBoundary>
  )
}
