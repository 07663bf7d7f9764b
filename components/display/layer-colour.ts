import { layerSlot } from '@/lib/cards/layer-slot'

/** Colour of a layer by its identity, as the page's themes have it. */
export function layerColour(position: number): string {
  return `var(--layer-${layerSlot(position)})`
}
