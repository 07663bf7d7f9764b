import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { TagGone } from '@/components/tag/tag-gone'
import { TagView } from '@/components/tag/tag-view'
import { paramsOf } from '@/lib/link/link'
import { linkProblems } from '@/lib/link/link-problems'
import { loadPage } from '@/lib/link/pages'
import { missingOfTag, tagsBeside } from '@/lib/server/missing-tags'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { imageOf, settled } from '@/lib/server/view-reads'
import { onceItAsks } from '../once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('tag')

/** One tag: its layers, base at the bottom, and the history that made them; what there is in its place if it is gone. */
async function Page({ searchParams }: PageProps) {
  const search = paramsOf(await searchParams)
  const state = loadPage('tag', search)
  const { value: report, failure } = await settled(imageOf(state))
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
