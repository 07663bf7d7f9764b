import { sharedDepth } from '../../oci/chain'
import type { ImageFacts } from '../../oci/facts'
import type { BaseReport } from '../report'

/** One tag of a series for the finding of its kind. */
export interface KindTag {
  readonly tag: string
  readonly image: ImageFacts
}

/** Familiar name of the tag that ends exactly at a chainID, if any is known. */
export type NameOfChain = (chainId: string) => string | undefined

/** What two neighbouring tags have in common. */
export interface Relation {
  /** Layers from the base that both have. */
  readonly shared: number
  /** Whether the later tag holds the whole earlier one. */
  readonly chained: boolean
}

/** What a tag has of the one before it. */
export function relationOf(before: ImageFacts, after: ImageFacts): Relation {
  const shared = sharedDepth(before, after)
  return { shared, chained: shared > 0 && shared === before.layers.length }
}

/**
 * Finds the runs of tags that each stand on one base, as a series has them whose base gets updates.
 *
 * A base changes between two tags that share nothing, or less than one of them shares with its other neighbour. All
 * tags of a run share the same depth, which is more than they share with the tags around the run. A run may be a single
 * tag. Runs that only hold chained tags are pieces of chains. A release that is the image of the one before changes nothing.
 *
 * @param all  first to last release
 * @returns    the first base and every change; empty when the tags do not fall into such runs, and when no two
 *             neighbours share anything
 */
export function basesOf(all: readonly KindTag[], nameOf: NameOfChain): readonly BaseReport[] {
  const tags = all.filter(({ image }, index) => topOf(image) !== topOf(all[index - 1]?.image))
  const pairs = tags.slice(1).map(({ image }, index) => relationOf(tags[index]!.image, image))
  const shared = (pair: number) => pairs[pair]?.shared ?? 0
  const changes = pairs.map(
    (_, pair) => shared(pair) === 0 || shared(pair) < shared(pair - 1) || shared(pair) < shared(pair + 1),
  )
  const sound = pairs.every(({ chained }, pair) => {
    if (!changes[pair]) return true
    // A step that keeps the whole tag before it changes no base, nor does one that keeps as much as the run beside it.
    const runs = [pair - 1, pair + 1].filter((beside) => beside in pairs && !changes[beside])
    return !chained && runs.every((beside) => shared(pair) < shared(beside))
  })
  if (!sound || !pairs.some(({ chained }, pair) => !changes[pair] && !chained)) return []
  const starts = tags.flatMap((_, tag) => (tag === 0 || changes[tag - 1] ? [tag] : []))
  let counted: ReadonlyMap<string, number> | undefined
  // Most series need none: their runs have more than one tag.
  const held = () => {
    counted ??= countChains(tags)
    return counted
  }
  return starts.map((start): BaseReport => {
    const { tag, image } = tags[start]!
    const depth = changes[start] === false ? shared(start) : sharedByOthers(image, held())
    const limit = depth > 0 ? depth : image.layers.length - 1
    const names = image.layers.slice(0, limit).map(({ chainId }) => nameOf(chainId))
    return {
      from: tag,
      layers: depth,
      chainId: image.layers[depth - 1]?.chainId,
      name: names.findLast((name) => name !== undefined),
    }
  })
}

const topOf = (image: ImageFacts | undefined) => image?.layers.at(-1)?.chainId

/** How many tags have a layer at its place. */
function countChains(tags: readonly KindTag[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>()
  for (const { image } of tags) {
    for (const { chainId } of image.layers) held.set(chainId, (held.get(chainId) ?? 0) + 1)
  }
  return held
}

/** Layers of a tag that stands alone on its base which some other tag of the series has too; 0 for none. */
function sharedByOthers({ layers }: ImageFacts, held: ReadonlyMap<string, number>): number {
  return layers.findLastIndex(({ chainId }) => (held.get(chainId) ?? 0) > 1) + 1
}

/** How many different bases a series has: one that comes back counts once. */
export function countBases(bases: readonly BaseReport[]): number {
  const known = bases.flatMap(({ chainId }) => chainId ?? [])
  return new Set(known).size + bases.length - known.length
}
