import type { Measure } from './measure'
import { sumLayers } from './sum'

/** Transfer bytes that one tag keeps in a registry: each distinct blob once, config and manifest left out. */
export const registrySize: Measure = {
  id: 'registry',
  of({ image }) {
    const distinct = new Map(image.layers.map((layer) => [layer.blob?.digest ?? layer.diffId, layer]))
    return sumLayers([...distinct.values()], 'transfer', image)
  },
}
