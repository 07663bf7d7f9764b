import type { CSSProperties } from 'react'

/** What is stored and not seen: stripes in the layer's colour, so that the colour is not the only sign of it. */
export function hatched(colour: string): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 2px, var(--surface) 2px 6px)`
}

/** A block's fill, with a line around it in its layer's colour that stands out from any ground. */
export function blockStyle(colour: string, background?: string): CSSProperties {
  return { background, boxShadow: `inset 0 0 0 1px color-mix(in srgb, ${colour} 65%, var(--ink))` }
}
