import type { Basis } from '../../oci/bytes'
import { sharedDepth } from '../../oci/chain'
import { exact, unknown } from '../cell'
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
