import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { SearchParams } from 'nuqs/server'
import { CompareView } from '@/components/compare/compare-view'
import { Header } from '@/components/shell/header'
import { compareQuery, sourcesQuery } from '@/lib/api/queries'
import { makeQueryClient } from '@/lib/api/query-client'
import { loadView, toCompareInput } from '@/lib/api/view-state'
import { readCompare } from '@/lib/server/compare'
import { readSources } from '@/lib/server/inventory'

export const dynamic = 'force-dynamic'

/** The Compare page; the first paint shows figures, since the server reads them before it answers. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const input = toCompareInput(await loadView(searchParams))
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery({ ...compareQuery(input), queryFn: () => readCompare(input) }),
    client.prefetchQuery({ ...sourcesQuery(), queryFn: readSources }),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Header />
      <CompareView />
    </HydrationBoundary>
  )
}
