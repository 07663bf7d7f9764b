import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { type PullPlan, planFreshPull } from '../pull/plan'
import type { Measure } from './measure'
import { sumLayers } from './sum'

/**
 * Transfer bytes that one tag keeps in a registry: each distinct blob once, config and manifest left out. A host
 * that holds nothing fetches exactly these.
 */
export const registrySize = {
  id: 'registry',
  unit: 'bytes',
  perBasis: false,
  column: 'registry',
  cards: ['total'],
  optional: false,
  sortable: true,
  smallestIsBest: true,
  precision: 'registry',
  series: { total: 'registry-disk', naive: 'naive-registry' },
  topic: 'registry',
  formula: 'Σ length(blob), distinct blob digests',
  sources: ['manifest', 'descriptor'],
} as const satisfies Measure

/** Facts never change, and several figures of an image and of the tag after it start from its size. */
const known = new WeakMap<ImageFacts, NumberCell>()

/** @param freshPull  the image's pull by a host that holds nothing, where it is planned already */
export function registryBytes(image: ImageFacts, freshPull?: PullPlan): NumberCell {
  const found = known.get(image)
  if (found) return found
  const { fetched } = freshPull ?? planFreshPull(image)
  const cell = sumLayers(fetched, 'transfer', image)
  known.set(image, cell)
  return cell
}
