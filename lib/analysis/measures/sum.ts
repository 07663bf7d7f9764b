import type { Basis } from '../../oci/bytes'
import type { ImageFacts, LayerFacts, Ruler } from '../../oci/facts'
import { estimate, exact, type NumberCell, type Reason, unknown } from '../cell'
import { layerBytes } from '../pull/plan'

/**
 * Adds up layers in one basis.
 *
 * @param layers  the layers to add; the caller has left out repetitions
 * @param image   whose facts they are, for the reason of an unknown
 * @returns       bytes; an estimate when a part is one or when two rulers meet; unknown when a part is
 */
export function sumLayers(layers: readonly LayerFacts[], basis: Basis, image: ImageFacts): NumberCell {
  let sum = 0
  let missing = 0
  let estimated = false
  let mixed = false
  let ruler: Ruler | undefined
  for (const layer of layers) {
    const bytes = layerBytes(layer, basis)
    if (bytes === undefined) missing++
    else sum += bytes
    if (basis === 'unpacked' && layer.unpacked) {
      ruler ??= layer.unpacked.ruler
      mixed ||= layer.unpacked.ruler !== ruler
      estimated ||= layer.unpacked.exactness === 'estimated'
    }
  }
  if (missing > 0) return unknown('bytes', missingReason(basis, missing, image))
  if (estimated) return estimate(sum, 'bytes', { code: 'inferred' })
  if (mixed) return estimate(sum, 'bytes', { code: 'mixed-rulers' })
  return exact(sum, 'bytes')
}

function missingReason(basis: Basis, missing: number, image: ImageFacts): Reason {
  const data = { layers: missing }
  if (basis === 'transfer') return { code: 'no-registry', data }
  if (!image.origins.some(({ kind }) => kind === 'daemon') && image.imageId === undefined) {
    return { code: 'not-local', data }
  }
  if (image.stepsFrom === 'unpaired') return { code: 'unpaired', data }
  return image.store === 'containerd' ? { code: 'not-unpacked', data } : { code: 'not-local', data }
}
