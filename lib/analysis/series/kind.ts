import type { ImageFacts } from '../../oci/facts'
import type { BaseReport, KindReport } from '../report'
import { basesOf, type KindTag, type NameOfChain, type Relation, relationOf } from './bases'

/**
 * Finds the strategy kind of an ordered series.
 *
 * *chained*: each tag holds the whole previous tag, or nearly each, where a chain is begun again now and then. *fixed base*: the tags share the same first layers and no more, or fall
 * into runs that each do, where the base gets updates. *custom base*: such a base is itself a tag of the series, or
 * goes past a known base image. *independent*: nothing shared. *mixed*: anything else, with the tags where it changes.
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
    bases: [],
  }
  if (tags.length === 0) return { ...common, kind: 'empty' }
  if (tags.length === 1) return { ...common, kind: 'single' }
  // A base that is a tag of the series is built upon by the tag after it, which then holds it whole: for two
  // tags both readings hold, and the articles call it chained.
  if (chainedPairs === pairs.length) return { ...common, kind: 'chained' }
  if (pairs.every((relation) => relation.shared === 0)) return { ...common, kind: 'independent' }
  const bases = basesOf(tags, nameOf)
  if (bases.length === 0) {
    const begun = tags.slice(1).flatMap(({ tag }, pair) => (pairs[pair]?.chained ? [] : [tag]))
    if (begun.length * MOST_BEGUN < pairs.length) return { ...common, kind: 'chained', changesAt: begun }
    return { ...common, kind: 'mixed', changesAt: changes(tags, pairs) }
  }
  const custom = areCustom(bases, tags, nameOf)
  return { ...common, kind: custom ? 'custom-base' : 'fixed-base', bases }
}

/** Fewer than one step in so many begins a chain again, as a security update of what it stands on does. */
const MOST_BEGUN = 4

/** Whether one of the bases is itself a tag of the series, or goes past a known image. */
function areCustom(bases: readonly BaseReport[], tags: readonly KindTag[], nameOf: NameOfChain): boolean {
  const images = new Map(tags.map(({ tag, image }) => [tag, image]))
  const tops = new Set<string | undefined>(tags.map(({ image }) => image.layers.at(-1)?.chainId))
  return bases.some(({ from, layers, chainId }) => {
    const below = images.get(from)?.layers.slice(0, Math.max(0, layers - 1)) ?? []
    return (layers > 0 && tops.has(chainId)) || below.some((layer) => nameOf(layer.chainId) !== undefined)
  })
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
