import type { ImageFacts } from '../../oci/facts'
import { formatRepository } from '../../oci/reference'
import type { KindReport } from '../report'
import { kindOf } from '../series/kind'
import type { CompareFacts } from './facts'
import { KnownImages } from './known'
import { endsFor } from './sides'
import type { TagImage } from './tag-image'

/** Depths of the bases of a series that is looked at by itself, by the places of its tags. */
export function baseLayersOfSeries(facts: CompareFacts, tags: readonly TagImage[]): readonly number[] {
  const [series] = facts.series
  const known = new KnownImages(endsFor(facts, series), [tags])
  const own = series?.repository && formatRepository(series.repository)
  const readable = tags.flatMap(({ facts: { tag }, image }) => (image ? [{ tag, image }] : []))
  return baseLayersOf(
    tags,
    kindOf(readable, (chainId) => known.baseAt(chainId)),
    known,
    own,
  )
}

/**
 * Depth of the base that each tag stands on, by its place: of a series whose base changes that of its own run of tags, of
 * any other what all of them share. Within it, it ends with the deepest foreign image that is known.
 */
export function baseLayersOf(
  tags: readonly TagImage[],
  { bases, sharedLayers }: Pick<KindReport, 'bases' | 'sharedLayers'>,
  known: KnownImages,
  own?: string,
): readonly number[] {
  const starts = new Map(bases.slice(1).map(({ from, layers }) => [from, layers]))
  const images = tags.flatMap(({ image }) => image ?? [])
  let shared = bases.length > 1 ? (bases[0]?.layers ?? 0) : sharedLayers
  let depth: number | undefined
  return tags.map(({ facts: { tag }, image }) => {
    const next = starts.get(tag)
    if (next !== undefined) [shared, depth] = [next, undefined]
    // An image without layers stands on no base, and says nothing of that of the others.
    if (!image || image.layers.length < shared) return depth ?? shared
    depth ??= depthIn(image, shared, images.length === 1 || (bases.length > 1 && shared === 0), known, own)
    return depth
  })
}

/** @param isAlone  whether no other tag says how much of the image is its base */
function depthIn(
  { layers }: ImageFacts,
  shared: number,
  isAlone: boolean,
  known: KnownImages,
  own: string | undefined,
): number {
  for (let depth = isAlone ? layers.length - 1 : shared; depth > 0; depth--) {
    if (known.baseAt(layers[depth - 1]!.chainId, own) !== undefined) return depth
  }
  return shared
}
