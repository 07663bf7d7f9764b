import { cacheSetOf } from '../analysis/cache-set'
import type { CompareReport, StrategyProblem, StrategyReport } from '../analysis/report'
import { namesOf } from '../analysis/series/names'
import type { SourceFailure } from '../oci/failure'
import { familiarRepository, parseReference } from '../oci/reference'
import { shortened } from './link-problems'
import { isPlan } from './plan-param'

/** Something that a link names and that is not there, or not known to be there. */
export type MissingPart =
  | { readonly code: 'tag'; readonly repository: string; readonly tags: readonly string[] }
  | { readonly code: 'repository'; readonly repository: string }
  /** Tags of the cache set that no strategy has; `more` of them are left out. */
  | { readonly code: 'cache'; readonly tags: readonly string[]; readonly more: number }
  /** An archive or a snapshot, by its name. */
  | { readonly code: 'file'; readonly kind: string; readonly name: string }
  /** A layer above the topmost one, counted from 1. */
  | { readonly code: 'layer'; readonly given: number; readonly layers: number }
  /** Whether it is there is not known. */
  | { readonly code: 'problem'; readonly name: string; readonly problem: StrategyProblem }

/** Tags named in one sentence. */
const MOST_NAMED = 8

/** What of a comparison's link is missing, by strategy, then the cache set's tags. */
export function missingParts(report: CompareReport): readonly MissingPart[] {
  return [...report.strategies.flatMap(missingStrategy), ...missingCache(report)]
}

function missingStrategy({ input, tags, problems }: StrategyReport): readonly MissingPart[] {
  if (isPlan(input.reference)) return []
  const parsed = parseReference(input.reference.trim())
  const tag = input.filter === undefined ? parsed?.tag : undefined
  const repository = shortened(parsed ? familiarRepository(parsed) : input.reference)
  const gone = tags.flatMap(({ tag, image, failures }) =>
    !image && failures.some(({ code }) => code === 'not-found') ? [tag] : [],
  )
  if (gone.length > 0) return [{ code: 'tag', repository, tags: gone.slice(0, MOST_NAMED) }]
  if (tags.length > 0) return []
  const [problem] = problems
  if (problem === undefined || problem.code === 'bad-reference') return []
  if (problem.code === 'nothing-matches' && tag !== undefined)
    return [{ code: 'tag', repository, tags: [shortened(tag)] }]
  return isGone(problem)
    ? [{ code: 'repository', repository }]
    : [{ code: 'problem', name: repository, problem }]
}

function isGone(problem: StrategyProblem): boolean {
  return problem.code === 'no-tags' || (problem.code === 'source' && problem.failure.code === 'not-found')
}

function missingCache({ cache, strategies }: CompareReport): readonly MissingPart[] {
  const set = cacheSetOf(cache)
  const there = new Set(strategies.flatMap(({ tags }) => tags.flatMap(namesOf)))
  const gone = set.kind === 'tags' ? set.tags.filter((tag) => !there.has(tag)) : []
  if (gone.length === 0 || there.size === 0) return []
  const more = Math.max(0, gone.length - MOST_NAMED)
  return [{ code: 'cache', tags: gone.slice(0, MOST_NAMED).map(shortened), more }]
}

/** What the Downloads page's link names of one pull and its strategy has not. */
export function missingPull(
  report: CompareReport,
  pull: { readonly ps: number; readonly pt: string; readonly pf: string | null },
): readonly MissingPart[] {
  const strategy = report.strategies[pull.ps]
  if (!strategy) return []
  const there = strategy.tags.flatMap((row) => (row.image ? namesOf(row) : []))
  const named = [pull.pt, pull.pf ?? ''].filter((tag) => tag !== '' && !there.includes(tag))
  if (named.length === 0 || there.length === 0) return []
  const repository = shortened(strategy.input.reference)
  return [{ code: 'tag', repository, tags: [...new Set(named)].map(shortened) }]
}

/**
 * What is missing when the source that a link names gives no answer at all.
 *
 * @param source   `archive:name`, `snapshot:name`, as the link has it
 * @param failure  absent when the failure was no source's
 */
export function missingSource(source: string, failure: SourceFailure | undefined): readonly MissingPart[] {
  const colon = source.indexOf(':')
  if (colon === -1 || failure === undefined) return []
  const name = shortened(source.slice(colon + 1))
  return failure.code === 'not-found'
    ? [{ code: 'file', kind: source.slice(0, colon), name }]
    : [{ code: 'problem', name, problem: { code: 'source', source: 'archive', failure } }]
}
