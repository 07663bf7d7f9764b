import type { CSSProperties } from 'react'

/** What is stored and not seen: its layer's fill, pale, so that the colour is not the only sign of it. */
export function pale(fill: string): string {
  const veil = 'color-mix(in srgb, var(--surface) 78%, transparent)'
  return `linear-gradient(${veil}, ${veil}), ${fill}`
}

/** A block's fill, with a line around it that stands out from any ground. */
export function blockStyle(background?: string): CSSProperties {
  return { background, boxShadow: 'inset 0 0 0 1px color-mix(in srgb, var(--ink) 60%, transparent)' }
}
