import 'server-only'
import type { DownloadsReport } from '../api/downloads'
import { downloadsSearch, toDownloadsInput } from '../api/downloads-state'
import type { ReportState } from '../api/report-state'
import { plain } from '../exports/plain'
import { exportWords } from '../exports/words'
import type { Locale } from '../i18n/locale'
import { type ReportDocuments, reportDocuments } from '../report/documents'
import { namedReport } from '../words/named-report'
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
  const read = await downloadsOf(downloadsSearch(toDownloadsInput(state)))
  const words = exportWords(locale)
  const report = { ...read, compare: namedReport(words('kind'), read.compare) }
  const names = report.compare.strategies.map(({ name }) => plain(name))
  return {
    report,
    documents: reportDocuments(report, state, state.tags, words),
    names: new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(names),
  }
}
