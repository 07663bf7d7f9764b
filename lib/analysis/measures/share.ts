import type { Basis } from '../../oci/bytes'
import { sharedDepth } from '../../oci/chain'
import { exact, type NumberCell, unknown } from '../cell'
import type { Measure, TagContext } from './measure'
import { sumLayers } from './sum'

/** How much of this tag's bytes lies in layers that the previous tag has too, with everything below them. */
export const shareWithPrevious = {
  id: 'share',
  unit: 'ratio',
  perBasis: true,
  column: 'share',
  cards: ['total'],
  optional: true,
  sortable: false,
  smallestIsBest: false,
  topic: 'share',
  formula: 'bytes(layers with the same chainID as in the previous tag) ÷ bytes(all layers)',
  sources: ['chainId'],
} as const satisfies Measure

export function shareWithPreviousOf(context: TagContext, basis: Basis): NumberCell {
  const { image, previous } = context
  if (!previous) return unknown('ratio', { code: 'first-tag' })
  const all = allOf(context, basis)
  if (all.kind === 'unknown') return unknown('ratio', all.why)
  if (image.layers.length === 0) return unknown('ratio', { code: 'no-layers' })
  const own = sumLayers(image.layers.slice(sharedDepth(image, previous.image)), basis, image)
  if (own.kind === 'unknown') return unknown('ratio', own.why)
  const ratio = all.value === 0 ? 0 : (all.value - own.value) / all.value
  return all.kind === 'exact' ? exact(ratio, 'ratio') : { ...all, unit: 'ratio', value: ratio }
}

/** The sum over all layers, which is that of the distinct ones where none occurs twice. */
function allOf({ image, sizes, freshPull }: TagContext, basis: Basis): NumberCell {
  if (basis === 'unpacked') return sizes.unpacked
  const isDistinct = freshPull.fetched.length === image.layers.length
  return isDistinct ? sizes.distinct.transfer : sumLayers(image.layers, basis, image)
}
