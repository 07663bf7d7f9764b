import { sharedDepth } from '../../oci/chain'
import type { ImageFacts } from '../../oci/facts'
import type { KindReport } from '../report'

/** One tag of a series for the finding of its kind. */
export interface KindTag {
  readonly tag: string
  readonly image: ImageFacts
}

/** Familiar name of the tag that ends exactly at a chainID, if any is known. */
export type NameOfChain = (chainId: string) => string | undefined

/**
 * Finds the strategy kind of an ordered series.
 *
 * *chained*: each tag holds the whole previous tag. *custom base*: what all tags share is itself a tag of the
 * series, or goes past the first known base image. *fixed base*: all share the same first layers and no more.
 * *independent*: nothing shared. *mixed*: anything else, with the tags where it changes.
 *
 * @param tags  first to last release, tags without an image left out
 * @see         https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
 */
export function kindOf(tags: readonly KindTag[], nameOf: NameOfChain): KindReport {
  const images = tags.map(({ image }) => image)
  const pairs = images.slice(1).map((image, index) => relationOf(images[index]!, image))
  const [first] = images
  // What all share is what the least sharing neighbours share.
  const shared = Math.min(first?.layers.length ?? 0, ...pairs.map((pair) => pair.shared))
  const chainedPairs = pairs.filter((relation) => relation.chained).length
  const common = {
    sharedLayers: images.length > 1 ? shared : 0,
    chainedPairs,
    pairs: pairs.length,
    base: baseOf(images, shared, nameOf),
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
  const baseIsTag = images.some(({ layers }) => layers.length === shared)
  const beyond = pairs.filter((relation) => relation.shared > shared)
  if (beyond.length > 0) return { ...common, kind: 'mixed', changesAt: changes(tags, pairs) }
  const bases = first ? knownBases(first, shared, nameOf) : []
  const custom = baseIsTag || bases.some((depth) => depth < shared)
  return { ...common, kind: custom ? 'custom-base' : 'fixed-base' }
}

interface Relation {
  readonly shared: number
  readonly chained: boolean
}

function relationOf(before: ImageFacts, after: ImageFacts): Relation {
  const shared = sharedDepth(before, after)
  return { shared, chained: shared > 0 && shared === before.layers.length }
}

/** Depths below `limit` at which a known image ends. */
function knownBases({ layers }: ImageFacts, limit: number, nameOf: NameOfChain): number[] {
  return layers
    .slice(0, limit)
    .flatMap(({ chainId }, index) => (nameOf(chainId) === undefined ? [] : [index + 1]))
}

/** The deepest known image at or below the shared layers; for a lone tag below its own top. */
function baseOf(images: readonly ImageFacts[], shared: number, nameOf: NameOfChain): string | undefined {
  const { layers = [] } = images[0] ?? {}
  const limit = images.length > 1 ? shared : layers.length - 1
  const named = layers.slice(0, Math.max(0, limit)).map(({ chainId }) => nameOf(chainId))
  return named.findLast((name) => name !== undefined)
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
