import { estimate, type NumberCell, unknown } from '../cell'
import type { Measure, TagContext } from './measure'

/** Layers that a classic engine allows per image (moby layer/layer_store.go, `maxLayerDepth`). */
export const MAX_LAYERS = 125

/** Releases that the series can still make until an image would have more than 125 layers, at its pace. */
export const releasesLeft = {
  id: 'releases-left',
  unit: 'releases',
  perBasis: false,
  column: 'left',
  cards: ['total'],
  optional: true,
  sortable: false,
  smallestIsBest: false,
  topic: 'left',
  formula: '⌊(125 − layers) ÷ layers per release⌋',
  sources: ['maxDepth'],
} as const satisfies Measure

export function releasesLeftOf({
  image,
  layersPerRelease,
}: Pick<TagContext, 'image' | 'layersPerRelease'>): NumberCell {
  if (layersPerRelease === undefined || layersPerRelease <= 0) {
    return unknown('releases', { code: 'no-growth' })
  }
  const left = Math.max(0, Math.floor((MAX_LAYERS - image.layers.length) / layersPerRelease))
  return estimate(left, 'releases', {
    code: 'pace',
    data: { layers: Math.round(layersPerRelease * 100) / 100 },
  })
}
