import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { makeQueryClient } from '@/components/data/query-client'
import { DownloadsView } from '@/components/downloads/downloads-view'
import { downloadsQuery } from '@/components/downloads/queries'
import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { Late } from '@/components/states/late'
import { toDownloadsInput } from '@/lib/link/downloads-state'
import { paramsOf } from '@/lib/link/link'
import { missingParts, missingPull, missingSource } from '@/lib/link/link-missing'
import { linkProblems } from '@/lib/link/link-problems'
import { loadPage } from '@/lib/link/pages'
import { packedText } from '@/lib/server/kept-reports'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { downloadsOf, isSoon, settled } from '@/lib/server/view-reads'
import { onceItAsks } from '../once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('downloads')

/** What a release costs: pulls, upgrades, rollouts, storage. */
async function Page({ searchParams }: PageProps) {
  const search = paramsOf(await searchParams)
  const isPrompt = await isSoon(downloadsOf(toDownloadsInput(loadPage('downloads', search))))
  return (
    <>
      <Header actions={<PageActions />} />
      <Late late={!isPrompt}>
        <Figures search={search} />
      </Late>
    </>
  )
}

async function Figures({ search }: { readonly search: URLSearchParams }) {
  const state = loadPage('downloads', search)
  const input = toDownloadsInput(state)
  const report = downloadsOf(input)
  const client = makeQueryClient()
  await client.prefetchQuery({ ...downloadsQuery(input), queryFn: () => report.then(packedText) })
  const { value, failure } = await settled(report)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LinkNotices
        problems={linkProblems('downloads', search)}
        missing={
          value
            ? [...missingParts(value.compare), ...missingPull(value.compare, state)]
            : missingSource(input.source, failure)
        }
      />
      <DownloadsView />
    </HydrationBoundary>
  )
}
