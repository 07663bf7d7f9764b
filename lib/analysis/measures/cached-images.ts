import type { ImagesCell } from '../cell'
import type { Measure, TagContext } from './measure'

/**
 * Images that a cached pull reuses whole, in the articles' notation: the series' earlier tags as a range; if
 * there is none, the base image that ends where the reuse ends; none when nothing is reused.
 */
export const cachedImages = {
  id: 'cached-images',
  unit: 'images',
  perBasis: false,
  column: 'cachedImages',
  cards: ['cached'],
  optional: false,
  sortable: false,
  smallestIsBest: false,
  topic: 'cached-images',
  formula: '{ earlier tag | layers(tag) ⊆ reused layers }',
  sources: ['chainId'],
} as const satisfies Measure

export function cachedImagesOf({ reusedTags, reusedBase, cachedPull }: TagContext): ImagesCell {
  if (reusedTags) return { kind: 'images', images: 'tags', ...reusedTags }
  if (cachedPull.reusedDepth === 0) return { kind: 'images', images: 'none' }
  return { kind: 'images', images: 'base', name: reusedBase, layers: cachedPull.reusedDepth }
}
