import 'server-only'
import type { DownloadsReport } from '../analysis/downloads-report'
import { plain } from '../document/plain'
import { type ReportDocuments, reportDocuments } from '../document/report/documents'
import { namedReport } from '../document/words/named-report'
import { wordsOf } from '../document/words/words'
import type { Locale } from '../i18n/locale'
import { toDownloadsInput } from '../link/downloads-state'
import type { ReportState } from '../link/report-state'
import { downloadsOf } from './view-reads'

export interface ReportRead {
  /** With its strategies named. */
  readonly report: DownloadsReport
  readonly documents: ReportDocuments
  /** The strategies' names, as a sentence lists them. */
  readonly names: string
}

/** Everything that a report and a presentation say, from one reading. A source's failure costs its own figures only. */
export async function readReport(state: ReportState, locale: Locale): Promise<ReportRead> {
  const read = await downloadsOf(toDownloadsInput(state))
  const words = wordsOf(locale)
  const report = { ...read, compare: namedReport(words('kind'), read.compare) }
  const names = report.compare.strategies.map(({ name }) => plain(name))
  return {
    report,
    documents: reportDocuments(report, state, state.tags, words),
    names: new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(names),
  }
}
