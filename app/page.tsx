import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { CompareView } from '@/components/compare/compare-view'
import { compareQuery, sourcesQuery } from '@/components/data/queries'
import { makeQueryClient } from '@/components/data/query-client'
import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { Late } from '@/components/states/late'
import { paramsOf } from '@/lib/link/link'
import { missingParts, missingSource } from '@/lib/link/link-missing'
import { linkProblems } from '@/lib/link/link-problems'
import { loadPage } from '@/lib/link/pages'
import { toCompareInput } from '@/lib/link/view-state'
import { readSources } from '@/lib/server/inventory'
import { packedText } from '@/lib/server/kept-reports'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { compareOf, isSoon, pageSignal, settled } from '@/lib/server/view-reads'
import { onceItAsks } from './once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('compare')

/** The Compare page; the first paint shows figures, unless they keep it waiting. */
async function Page({ searchParams }: PageProps) {
  const search = paramsOf(await searchParams)
  const input = toCompareInput(loadPage('compare', search))
  const sources = readSources(pageSignal())
  const isPrompt = await isSoon(Promise.all([compareOf(input), sources]))
  const client = makeQueryClient()
  // A source that is late is asked for by the browser.
  if (isPrompt) await client.prefetchQuery({ ...sourcesQuery(), queryFn: () => sources })
  else sources.catch(() => undefined)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Header actions={<PageActions />} />
      <Late late={!isPrompt}>
        <Figures search={search} />
      </Late>
    </HydrationBoundary>
  )
}

async function Figures({ search }: { readonly search: URLSearchParams }) {
  const input = toCompareInput(loadPage('compare', search))
  const report = compareOf(input)
  const client = makeQueryClient()
  await client.prefetchQuery({ ...compareQuery(input), queryFn: () => report.then(packedText) })
  const { value, failure } = await settled(report)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LinkNotices
        problems={linkProblems('compare', search)}
        missing={value ? missingParts(value) : missingSource(input.source, failure)}
      />
      <CompareView />
    </HydrationBoundary>
  )
}
