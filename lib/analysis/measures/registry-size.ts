import type { Measure } from './measure'
import { sumLayers } from './sum'

/**
 * Transfer bytes that one tag keeps in a registry: each distinct blob once, config and manifest left out. A host
 * that holds nothing fetches exactly these.
 */
export const registrySize: Measure = {
  id: 'registry',
  of: ({ image, freshPull }) => sumLayers(freshPull.fetched, 'transfer', image),
}
