import 'server-only'
import { cache } from 'react'
import type { SourceChoice } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import type { Locale } from '../i18n/locale'
import { downloadsSearch, loadDownloads, toDownloadsInput } from '../link/downloads-state'
import type { MissingPart } from '../link/link-missing'
import { shortened } from '../link/link-problems'
import type { PageKey } from '../link/pages'
import { loadTagState } from '../link/tag-state'
import { compareSearch, loadView, toCompareInput } from '../link/view-state'
import type { SourceFailure } from '../oci/failure'
import { familiarRepository, parseReference } from '../oci/reference'
import { SourceError } from '../sources/source'
import { readCompare } from './compare'
import { readDownloads } from './downloads'
import { readImage } from './image'
import { InputError, parseImageInput } from './inputs'
import { readTags } from './inventory'
import { plannedInput } from './view-words'

/**
 * How long a page reads at most. Next tells a page nothing of its visitor's leaving: without a limit the reading for
 * one who has left would go on for as long as a slow registry has many tags.
 */
const PAGE_MS = 120_000

/** Ends what one page reads, see `PAGE_MS`. */
export const pageSignal = cache(() => AbortSignal.timeout(PAGE_MS))

// What a page and its title both need is read once for one request.

/** The report of a comparison. @param search  as `compareSearch` writes it */
export const compareOf = cache((search: string, signal = pageSignal()) =>
  readCompare(toCompareInput(loadView(search)), signal),
)

/** The report of the Downloads page. @param search  as `downloadsSearch` writes it */
export const downloadsOf = cache((search: string, signal = pageSignal()) =>
  readDownloads(toDownloadsInput(loadDownloads(search)), signal),
)

/** The comparison that a page shows. @throws SourceError when the source that the link names does not answer */
export async function comparisonOf(
  page: Exclude<PageKey, 'tag'>,
  search: URLSearchParams,
  locale: Locale,
  signal?: AbortSignal,
): Promise<CompareReport> {
  if (page === 'compare') return await compareOf(compareSearch(toCompareInput(loadView(search))), signal)
  if (page === 'planner') return await compareOf(compareSearch(plannedInput(search, locale)), signal)
  return (await downloadsOf(downloadsSearch(toDownloadsInput(loadDownloads(search))), signal)).compare
}

/**
 * The report of one tag; undefined when the link names none that can be read.
 *
 * @param search  of the Tag page
 * @throws SourceError when the source that the link names does not answer
 */
export const imageOf = cache(async (search: string, signal = pageSignal()) => {
  const { ref, platform, source } = loadTagState(search)
  const given = new URLSearchParams({ reference: ref, source, ...(platform !== null && { platform }) })
  try {
    const { reference, ...rest } = parseImageInput(given)
    return await readImage(reference, rest, signal)
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
})

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

/** Whether the repository that the Planner's advice is asked for is there. Never rejects. */
export async function missingAdvised(advised: string, source: SourceChoice): Promise<readonly MissingPart[]> {
  const reference = parseReference(advised.trim())
  if (!reference) return []
  const { value } = await settled(
    readTags({ host: reference.host, repository: reference.repository }, source, pageSignal()),
  )
  const name = shortened(familiarRepository(reference))
  if (!value || value.tags.some(({ tag }) => reference.tag === undefined || tag === reference.tag)) return []
  if (value.tags.length > 0)
    return [{ code: 'tag', repository: name, tags: [shortened(reference.tag ?? '')] }]
  const [problem] = value.problems
  return problem && problem.failure.code !== 'not-found'
    ? [{ code: 'problem', name, problem: { code: 'source', ...problem } }]
    : [{ code: 'repository', repository: name }]
}
