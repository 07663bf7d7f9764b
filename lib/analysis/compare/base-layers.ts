import type { ImageFacts } from '../../oci/facts'
import { formatRepository } from '../../oci/reference'
import { kindOf } from '../series/kind'
import type { CompareFacts } from './facts'
import { KnownImages } from './known'
import { endsFor } from './sides'
import type { TagImage } from './tag-image'

/** Depth of the base of a series that is looked at by itself. */
export function baseLayersOfSeries(facts: CompareFacts, tags: readonly TagImage[]): number {
  const [series] = facts.series
  const known = new KnownImages(endsFor(facts, series), [tags])
  const own = series?.repository && formatRepository(series.repository)
  const readable = tags.flatMap(({ facts: { tag }, image }) => (image ? [{ tag, image }] : []))
  const { sharedLayers } = kindOf(readable, (chainId) => known.baseAt(chainId))
  return baseLayersOf(
    readable.map(({ image }) => image),
    sharedLayers,
    known,
    own,
  )
}

/** Depth of the base: what all tags share, or for less than two tags the deepest foreign image below the top. */
export function baseLayersOf(
  images: readonly ImageFacts[],
  shared: number,
  known: KnownImages,
  own?: string,
): number {
  const [first] = images
  if (!first) return 0
  const limit = images.length > 1 ? shared : first.layers.length - 1
  for (let depth = limit; depth > 0; depth--) {
    if (known.baseAt(first.layers[depth - 1]!.chainId, own) !== undefined) return depth
  }
  return shared
}
