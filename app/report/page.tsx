import { getLocale } from 'next-intl/server'
import { EmptyReport } from '@/components/report/empty-report'
import { reportParts } from '@/components/report/report-parts'
import { ReportView } from '@/components/report/report-view'
import { Header } from '@/components/shell/header'
import { LinkNotices } from '@/components/shell/link-notices'
import { PageActions } from '@/components/shell/page-actions'
import { wordsOf } from '@/lib/document/words/words'
import type { Locale } from '@/lib/i18n/locale'
import { paramsOf } from '@/lib/link/link'
import { missingParts } from '@/lib/link/link-missing'
import { linkProblems } from '@/lib/link/link-problems'
import { loadPage } from '@/lib/link/pages'
import { drawnFor, questionOf } from '@/lib/link/report-state'
import { plain } from '@/lib/oci/plain'
import { metadataOf, type PageProps } from '@/lib/server/view-metadata'
import { readReport } from '@/lib/server/view-reads'
import { onceItAsks } from '../once-it-asks'

export const dynamic = 'force-dynamic'

export default onceItAsks(Page)

export const generateMetadata = metadataOf('report')

/** One page made for reading, printing and saving: all that the figures say, from one reading of the sources. */
async function Page({ searchParams }: PageProps) {
  const search = paramsOf(await searchParams)
  const [state, locale] = [loadPage('report', search), (await getLocale()) as Locale]
  const { report, documents, names } = await readReport(state, locale)
  const t = wordsOf(locale)('report')
  const { compare } = report
  if (compare.strategies.length === 0) {
    return (
      <>
        <Header />
        <EmptyReport />
      </>
    )
  }
  return (
    <>
      <Header actions={<PageActions />} />
      <LinkNotices problems={linkProblems('report', search)} missing={missingParts(compare)} />
      <ReportView
        parts={reportParts({ compare, documents, state, titleOf: (id) => t(`section.${id}`) })}
        problems={documents.problems}
        tags={compare.strategies.flatMap(({ name, tags }) => {
          const read = tags.filter(({ image }) => image)
          return read.length > 0
            ? [{ name: plain(name), tags: read.map(({ tag, reference }) => ({ tag, reference })) }]
            : []
        })}
        shownTags={documents.chains.map(({ title }) => title)}
        defaultTitle={t('defaultTitle', { names, count: compare.strategies.length })}
        source={documents.source}
        question={questionOf(state)}
        drawn={drawnFor(state)}
      />
    </>
  )
}
