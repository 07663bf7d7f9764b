import type { ImageFacts } from '../oci/facts'
import { type Basis, exact, unknown } from './cell'
import type { Measure } from './measure'
import { sumLayers } from './sum'

/** How much of this tag's bytes lies in layers that the previous tag has too, with everything below them. */
export const shareWithPrevious = (basis: Basis): Measure => ({
  id: `share:${basis}`,
  of({ image, previous }) {
    if (!previous) return unknown('ratio', { code: 'first-tag' })
    const all = sumLayers(image.layers, basis, image)
    if (all.kind === 'unknown') return unknown('ratio', all.why)
    if (image.layers.length === 0) return unknown('ratio', { code: 'no-layers' })
    const own = sumLayers(image.layers.slice(sharedDepth(image, previous)), basis, image)
    if (own.kind === 'unknown') return unknown('ratio', own.why)
    const ratio = all.value === 0 ? 0 : (all.value - own.value) / all.value
    return all.kind === 'exact' ? exact(ratio, 'ratio') : { ...all, unit: 'ratio', value: ratio }
  },
})

/** Layers from the base that both images have; chainIDs that are equal at one depth are equal below it. */
function sharedDepth(a: ImageFacts, b: ImageFacts): number {
  let depth = Math.min(a.layers.length, b.layers.length)
  while (depth > 0 && a.layers[depth - 1]?.chainId !== b.layers[depth - 1]?.chainId) depth--
  return depth
}
