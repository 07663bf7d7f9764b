import { layerSlot } from '@/lib/document/compare/layer-slot'
import { patternImage } from '@/lib/render/svg/patterns'

/** Colour of a layer by its identity, as the page's themes have it. */
export function layerColour(position: number): string {
  return slotColour(layerSlot(position))
}

/** The same with its pattern, as a CSS background: neighbours differ without colour too. */
export function layerBackground(position: number): string {
  return slotBackground(layerSlot(position))
}

/** Background of a place in the palette of layers. */
export function slotBackground(slot: number): string {
  return [patternImage(slot), slotColour(slot)].filter(Boolean).join(' ')
}

const slotColour = (slot: number) => `var(--layer-${slot})`
