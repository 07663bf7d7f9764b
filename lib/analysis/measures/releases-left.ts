import { estimate, unknown } from '../cell'
import type { Measure } from './measure'

/** Layers that a classic engine allows per image (moby layer/layer_store.go, `maxLayerDepth`). */
export const MAX_LAYERS = 125

/** Releases that the series can still make until an image would have more than 125 layers, at its pace. */
export const releasesLeft: Measure = {
  id: 'releases-left',
  of({ image, layersPerRelease }) {
    if (layersPerRelease === undefined || layersPerRelease <= 0)
      return unknown('releases', { code: 'no-growth' })
    const left = Math.max(0, Math.floor((MAX_LAYERS - image.layers.length) / layersPerRelease))
    return estimate(left, 'releases', {
      code: 'pace',
      data: { layers: Math.round(layersPerRelease * 100) / 100 },
    })
  },
}
