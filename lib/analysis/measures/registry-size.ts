import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { ownLayers, planFreshPull } from '../pull/plan'
import type { Measure } from './measure'
import { sumLayers } from './sum'

/**
 * Transfer bytes that one tag keeps in a registry: each distinct blob once, config and manifest left out, and
 * blobs that the registry does not hold. A host that holds nothing fetches these, and the latter from elsewhere.
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
  bytesOf: 'transfer',
  series: { total: 'registry-disk', naive: 'naive-registry' },
  topic: 'registry',
  formula: 'Σ length(blob), distinct blob digests',
  sources: ['manifest', 'descriptor'],
} as const satisfies Measure

/** @param freshPull  the image's pull by a host that holds nothing, where it is planned already */
export function registryBytes(image: ImageFacts, freshPull = planFreshPull(image)): NumberCell {
  return sumLayers(ownLayers(freshPull.fetched), 'transfer', image)
}
