import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { cache } from 'react'
import type { CompareReport, ImageReport } from '../analysis/report'
import { reportDocuments } from '../document/report/documents'
import { namedReport } from '../document/words/named-report'
import { wordsOf } from '../document/words/words'
import type { Locale } from '../i18n/locale'
import { toDownloadsInput } from '../link/downloads-state'
import { loadPage, type PageKey } from '../link/pages'
import type { ReportState } from '../link/report-state'
import { type TagState, toImageInput } from '../link/tag-state'
import { toCompareInput } from '../link/view-state'
import type { SourceFailure } from '../oci/failure'
import { plain } from '../oci/plain'
import { SourceError } from '../sources/source'
import { readCompare, readDownloads, readImage } from './compare'
import { leaving } from './in-process.mjs'
import { plannedInput } from './view-words'

/** How long a page reads at most. */
const PAGE_MS = 120_000

/**
 * Ends what one page reads, after `PAGE_MS` and when its visitor has left. Next.js does not say so to a page: the http
 * server does, save that of `next dev`.
 */
export const pageSignal = cache(() =>
  AbortSignal.any([AbortSignal.timeout(PAGE_MS), leaving.getStore() ?? []].flat()),
)

/** What a page and its title both need is read once for one request. */
function onceARequest<Input, Answer>(read: (input: Input, signal: AbortSignal) => Promise<Answer>) {
  const answers = cache(() => new Map<string, Promise<Answer>>())
  return (input: Input, signal = pageSignal()): Promise<Answer> => {
    const key = JSON.stringify(input)
    const answer = answers().get(key) ?? read(input, signal)
    answers().set(key, answer)
    return answer
  }
}

/** The report of a comparison. */
export const compareOf = onceARequest(readCompare)

/** The report of the Downloads page. */
export const downloadsOf = onceARequest(readDownloads)

/** The comparison that a page shows. @throws SourceError when the source that the link names does not answer */
export async function comparisonOf(
  page: Exclude<PageKey, 'tag'>,
  search: URLSearchParams,
  locale: Locale,
  signal?: AbortSignal,
): Promise<CompareReport> {
  if (page === 'compare') return await compareOf(toCompareInput(loadPage('compare', search)), signal)
  if (page === 'planner')
    return await compareOf(plannedInput(loadPage('planner', search), wordsOf(locale)), signal)
  return (await downloadsOf(toDownloadsInput(loadPage('downloads', search)), signal)).compare
}

/**
 * The report of one tag; undefined when the state of its page names none that can be read.
 *
 * @throws SourceError when the source that the link names does not answer
 */
export async function imageOf(state: TagState, signal?: AbortSignal): Promise<ImageReport | undefined> {
  const input = toImageInput(state)
  return input && (await readOnce(input, signal))
}

const readOnce = onceARequest(readImage)

/** What a page waits for before it shows itself without its figures. */
const PATIENCE_MS = 300

/** Whether a reading is over, well or badly, before a visitor would take the page for stuck. */
export async function isSoon(reading: Promise<unknown>): Promise<boolean> {
  const over = reading.then(
    () => true,
    () => true,
  )
  return Promise.race([over, sleep(PATIENCE_MS, false)])
}

/** What came of a reading that the page shows without, or why it did not come. Never rejects. */
export async function settled<T>(
  reading: Promise<T>,
): Promise<{ readonly value?: T; readonly failure?: SourceFailure }> {
  try {
    return { value: await reading }
  } catch (error) {
    return error instanceof SourceError ? { failure: error.failure } : {}
  }
}

/**
 * Everything that a report and a presentation say, from one reading, with its strategies named. A source's failure
 * costs its own figures only.
 *
 * @returns `names`: the strategies' names, as a sentence lists them
 */
export async function readReport(state: ReportState, locale: Locale) {
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
