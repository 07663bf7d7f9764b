const PALETTE = 12

/**
 * Place in the palette of a layer by its identity, that is by its place in the report's table of distinct layers:
 * a layer that two tags share has one colour in both. The first place is the bedrock's grey. Beyond twelve the hues
 * come again.
 */
export function layerSlot(position: number): number {
  return position === 0 ? 0 : 1 + ((position - 1) % (PALETTE - 1))
}
