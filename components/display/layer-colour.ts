import { markOf, type Slot } from '@/lib/document/compare/layer-colours'
import { faceImage } from '@/lib/render/svg/patterns'

/** How a layer is marked, as a CSS background: its hue with what lies over it, or neutral. */
export function slotBackground(slot: Slot): string {
  return [faceImage(slot), slotColour(slot)].filter(Boolean).join(', ')
}

/** The hue alone, as the page's themes have it. */
export const slotColour = (slot: Slot) => `var(--layer-${markOf(slot).hue})`

/** What is on the host already, as `HATCHES.reused` in a style sheet. */
export const REUSED_BACKGROUND =
  'repeating-linear-gradient(135deg, var(--line-strong) 0 2px, var(--sunken) 2px 6px)'
