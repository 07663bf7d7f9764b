import 'server-only'
import { cache } from 'react'
import type { SourceChoice } from '../analysis/question'
import type { CompareReport, ImageReport } from '../analysis/report'
import { wordsOf } from '../document/words/words'
import type { Locale } from '../i18n/locale'
import { toDownloadsInput } from '../link/downloads-state'
import type { MissingPart } from '../link/link-missing'
import { shortened } from '../link/link-problems'
import { loadPage, type PageKey } from '../link/pages'
import { type TagState, toImageInput } from '../link/tag-state'
import { toCompareInput } from '../link/view-state'
import type { SourceFailure } from '../oci/failure'
import { familiarRepository, parseReference } from '../oci/reference'
import { SourceError } from '../sources/source'
import { readCompare } from './compare'
import { readDownloads } from './downloads'
import { readImage } from './image'
import { readTags } from './inventory'
import { plannedInput } from './view-words'

/**
 * How long a page reads at most. Next tells a page nothing of its visitor's leaving: without a limit the reading for
 * one who has left would go on for as long as a slow registry has many tags.
 */
const PAGE_MS = 120_000

/** Ends what one page reads, see `PAGE_MS`. */
export const pageSignal = cache(() => AbortSignal.timeout(PAGE_MS))

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
