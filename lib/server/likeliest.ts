import 'server-only'
import type { StrategyInput } from '../analysis/question'
import {
  type Found,
  type Likeliest,
  type Listed,
  likeliestOf,
  worthListing,
} from '../analysis/series/likeliest'
import { parseRepository } from '../oci/reference'
import type { ImageSource, TagEntry } from '../sources/source'
import { SourceError } from '../sources/source'
import { familiarOf, listRepositories } from './inventory'
import type { Place } from './resolve-source'

/** The first screen waits no longer for lists: what has not answered by then is not guessed from. */
const LISTS_MS = 2500

interface Guess {
  readonly strategies: readonly StrategyInput[]
  readonly why: Likeliest
}

/**
 * What a first screen of live sources compares, and why; undefined where nothing is likely. Asks for the lists of
 * repositories and for a few lists of tags, each from the sources that list the repository themselves: no registry is
 * asked unbidden for what a host merely pulled from it.
 */
export async function likeliestStrategies(place: Place, signal: AbortSignal): Promise<Guess | undefined> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(LISTS_MS)])
  try {
    const sources = await sourcesOf(place, within)
    const found = [...sources].map(([repository, { tags, by }]): Found => {
      return { repository, tags, inRegistry: by.some(({ kind }) => kind === 'registry') }
    })
    const asked = worthListing(found).map((one) =>
      listOf(one, sources.get(one.repository)?.by ?? [], place, within),
    )
    const why = likeliestOf((await Promise.all(asked)).flatMap((one) => one ?? []))
    return why && { why, strategies: why.repositories.map((text) => ({ reference: familiarOf(text) })) }
  } catch (error) {
    // Lists that are late cost the guess; one who has left gets no answer.
    signal.throwIfAborted()
    if (within.aborted) return undefined
    throw error
  }
}

interface Listers {
  readonly tags: number | undefined
  readonly by: readonly ImageSource[]
}

/** Every repository by the sources that list it. */
async function sourcesOf(place: Place, signal: AbortSignal): Promise<ReadonlyMap<string, Listers>> {
  const found = new Map<string, Listers>()
  for (const { source, entries } of await listRepositories(place, signal)) {
    if (!source) continue
    for (const { repository, tags } of entries) {
      const known = found.get(repository)
      const most = Math.max(known?.tags ?? 0, tags ?? 0)
      // A registry does not say how many tags it has: they may be more than the daemon's.
      const isCounted = tags !== undefined && (known === undefined || known.tags !== undefined)
      found.set(repository, { tags: isCounted ? most : undefined, by: [...(known?.by ?? []), source] })
    }
  }
  return found
}

/** The tags of one repository; undefined where they are not to be had, or where to compare them asks a stranger. */
async function listOf(
  one: Found,
  sources: readonly ImageSource[],
  { run }: Place,
  signal: AbortSignal,
): Promise<Listed | undefined> {
  const repository = parseRepository(one.repository)
  if (!repository) return undefined
  const lists = sources.map(async (source): Promise<readonly TagEntry[]> => {
    const key = `${source.kind} ${source.name} ${one.repository}`
    try {
      return await run.tagLists.get(key, signal, (shared) => source.tags(repository, shared))
    } catch (error) {
      if (error instanceof SourceError) return []
      throw error
    }
  })
  const entries = (await Promise.all(lists)).flat()
  if (!one.inRegistry && entries.some(({ inRegistry }) => inRegistry)) return undefined
  const newest = entries.reduce((latest, { created = '' }) => (created > latest ? created : latest), '')
  return { ...one, names: [...new Set(entries.map(({ tag }) => tag))], newest }
}
