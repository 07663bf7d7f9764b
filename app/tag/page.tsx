import type { SearchParams } from 'nuqs/server'
import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { TagGone } from '@/components/tag/tag-gone'
import { TagView } from '@/components/tag/tag-view'
import { compactSearch, paramsOf } from '@/lib/link/link'
import { linkProblems } from '@/lib/link/link-problems'
import { loadTagState } from '@/lib/link/tag-state'
import { missingOfTag, tagsBeside } from '@/lib/server/tag-gone'
import { viewMetadata } from '@/lib/server/view-metadata'
import { imageOf, settled } from '@/lib/server/view-reads'

export const dynamic = 'force-dynamic'

type Props = { readonly searchParams: Promise<SearchParams> }

export async function generateMetadata({ searchParams }: Props) {
  return viewMetadata('tag', paramsOf(await searchParams))
}

/** One tag: its layers, base at the bottom, and the history that made them; what there is in its place if it is gone. */
export default async function Page({ searchParams }: Props) {
  const search = paramsOf(await searchParams)
  const state = loadTagState(search)
  const { value: report, failure } = await settled(imageOf(compactSearch(search)))
  const isThere = report?.tag.image !== undefined
  return (
    <>
      <Header actions={<PageActions />} />
      <LinkNotices
        problems={linkProblems('tag', search)}
        missing={isThere ? await missingOfTag(state, report) : []}
      />
      {isThere ? (
        <TagView report={report} />
      ) : (
        <TagGone
          state={state}
          failures={report?.tag.failures ?? (failure ? [failure] : [])}
          beside={await tagsBeside(state)}
        />
      )}
    </>
  )
}
