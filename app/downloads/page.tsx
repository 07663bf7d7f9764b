import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { DownloadsView } from '@/components/downloads/downloads-view'
import { Header } from '@/components/shell/header'
import { downloadsQuery } from '@/lib/api/downloads-queries'
import { loadDownloads, toDownloadsInput } from '@/lib/api/downloads-state'
import { makeQueryClient } from '@/lib/api/query-client'
import { readDownloads } from '@/lib/server/downloads'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Downloads' }

/** What a release costs: pulls, upgrades, rollouts, storage. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const input = toDownloadsInput(await loadDownloads(searchParams))
  const client = makeQueryClient()
  await client.prefetchQuery({ ...downloadsQuery(input), queryFn: () => readDownloads(input) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Header />
      <DownloadsView />
    </HydrationBoundary>
  )
}
