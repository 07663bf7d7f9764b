const PALETTE = 12

/**
 * Colour of a layer by its identity, that is by its place in the report's table of distinct layers: a layer that
 * two tags share has one colour in both. The first place is the bedrock's grey. Beyond twelve the hues come again.
 */
export function layerColour(position: number): string {
  if (position === 0) return 'var(--layer-0)'
  return `var(--layer-${1 + ((position - 1) % (PALETTE - 1))})`
}
