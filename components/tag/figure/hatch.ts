/** What is stored and not seen: stripes in the layer's colour, so that colour alone does not tell. */
export function hatched(colour: string): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 2px, var(--surface) 2px 6px)`
}

/** A line around a block that stands out from any ground. */
export function edge(colour: string): string {
  return `inset 0 0 0 1px color-mix(in srgb, ${colour} 65%, var(--ink))`
}
