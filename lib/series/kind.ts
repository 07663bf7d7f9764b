import type { KindReport } from '../api/compare'
import type { ImageFacts } from '../oci/facts'

/** One tag of a series for the finding of its kind. */
export interface KindTag {
  readonly tag: string
  readonly image: ImageFacts
}

/** Familiar name of the tag that ends exactly at a chainID, if any is known. */
export type NameOfChain = (chainId: string) => string | undefined

/**
 * Finds the strategy kind of an ordered series (design.md section 5).
 *
 * *chained*: each tag holds the whole previous tag. *custom base*: what all tags share is itself a tag of the
 * series, or goes past the first known base image. *fixed base*: all share the same first layers and no more.
 * *independent*: nothing shared. *mixed*: anything else, with the tags where it changes.
 *
 * @param tags  first to last release, tags without an image left out
 */
export function kindOf(tags: readonly KindTag[], nameOf: NameOfChain): KindReport {
  const chains = tags.map(({ image }) => image.layers.map((layer) => layer.chainId as string))
  const pairs = chains.slice(1).map((chain, index) => relationOf(chains[index] ?? [], chain))
  const shared = commonLength(chains)
  const chainedPairs = pairs.filter((relation) => relation.chained).length
  const common = {
    sharedLayers: chains.length > 1 ? shared : 0,
    chainedPairs,
    pairs: pairs.length,
    base: baseOf(chains, shared, nameOf),
    changesAt: [],
  }
  if (tags.length === 0) return { ...common, kind: 'empty' }
  if (tags.length === 1) return { ...common, kind: 'single' }
  // A base that is a tag of the series is built upon by the tag after it, which then holds it whole: for two
  // tags both readings hold, and the articles call it chained.
  if (chainedPairs === pairs.length) return { ...common, kind: 'chained' }
  if (shared === 0) {
    return pairs.every((relation) => relation.shared === 0)
      ? { ...common, kind: 'independent' }
      : { ...common, kind: 'mixed', changesAt: changes(tags, pairs) }
  }
  const baseIsTag = chains.some((chain) => chain.length === shared)
  const beyond = pairs.filter((relation) => relation.shared > shared)
  if (beyond.length > 0) return { ...common, kind: 'mixed', changesAt: changes(tags, pairs) }
  const bases = knownBases(chains[0] ?? [], shared, nameOf)
  const custom = baseIsTag || bases.some((depth) => depth < shared)
  return { ...common, kind: custom ? 'custom-base' : 'fixed-base' }
}

interface Relation {
  readonly shared: number
  readonly chained: boolean
}

function relationOf(before: readonly string[], after: readonly string[]): Relation {
  const shared = commonLength([before, after])
  return { shared, chained: before.length > 0 && shared === before.length }
}

/** How many layers from the base all chains share. ChainIDs: equal at one depth means equal below. */
function commonLength(chains: readonly (readonly string[])[]): number {
  const [first = [], ...rest] = chains
  let length = 0
  while (length < first.length && rest.every((chain) => chain[length] === first[length])) length++
  return length
}

/** Depths below `limit` at which a known image ends. */
function knownBases(chain: readonly string[], limit: number, nameOf: NameOfChain): number[] {
  return chain.slice(0, limit).flatMap((chainId, index) => (nameOf(chainId) === undefined ? [] : [index + 1]))
}

/** The deepest known image at or below the shared layers; for a lone tag below its own top. */
function baseOf(chains: readonly (readonly string[])[], shared: number, nameOf: NameOfChain) {
  const [first = []] = chains
  const limit = chains.length > 1 ? shared : first.length - 1
  for (let depth = limit; depth > 0; depth--) {
    const name = nameOf(first[depth - 1] ?? '')
    if (name !== undefined) return name
  }
  return undefined
}

/** The tags at which the way of building on the tag before changes. */
function changes(tags: readonly KindTag[], pairs: readonly Relation[]): string[] {
  return pairs.flatMap((relation, index) => {
    const before = pairs[index - 1]
    const changed =
      before !== undefined && (before.chained !== relation.chained || before.shared > relation.shared)
    const tag = tags[index + 1]?.tag
    return changed && tag !== undefined ? [tag] : []
  })
}
