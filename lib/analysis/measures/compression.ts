import { exact, type NumberCell, unknown } from '../cell'
import type { Measure, TagContext } from './measure'

/** How much of their unpacked bytes an image's distinct layers take on the network. */
export const compression = {
  id: 'compression',
  unit: 'ratio',
  perBasis: false,
  column: 'compression',
  cards: ['total'],
  optional: true,
  sortable: true,
  smallestIsBest: false,
  topic: 'compression',
  formula: 'Σ length(blob) ÷ Σ unpacked(layer), distinct blob digests',
  sources: ['descriptor', 'layer'],
} as const satisfies Measure

/** Of sums, so that a large layer weighs more than a small one; unknown when a layer lacks one of its two sizes. */
export function compressionOf({ sizes, freshPull }: TagContext): NumberCell {
  const { transfer, unpacked } = sizes.distinct
  if (transfer.kind === 'unknown') return unknown('ratio', transfer.why)
  if (unpacked.kind === 'unknown') return unknown('ratio', unpacked.why)
  if (unpacked.value === 0)
    return unknown('ratio', { code: freshPull.fetched.length === 0 ? 'no-layers' : 'no-content' })
  const ratio = transfer.value / unpacked.value
  return unpacked.kind === 'exact' ? exact(ratio, 'ratio') : { ...unpacked, unit: 'ratio', value: ratio }
}
