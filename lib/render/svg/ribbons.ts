import type { Slot } from '../../document/compare/layer-colours'
import type { PlacedBar, PlanRow } from './bar-plan'
import { hundredths } from './svg'

/** What two neighbouring tags of a series share, as a surface between their bars. */
export interface Ribbon {
  readonly d: string
  readonly slot: Slot
  /** Names of its layers. */
  readonly layers: readonly string[]
}

interface Segment {
  readonly id: string
  readonly slot: Slot
  readonly from: number
  readonly to: number
}

/**
 * Ribbons between the neighbours of each lane, base first: a layer that the next tag does not have over the same layers
 * ends in a cut. Neighbours are joined where both are drawn.
 */
export function ribbonsOf({ bars }: PlanRow): readonly Ribbon[] {
  return bars.flatMap((left, index) => {
    const right = bars[index + 1]
    return right && right.strategy === left.strategy ? between(left, right) : []
  })
}

function between(left: PlacedBar, right: PlacedBar): readonly Ribbon[] {
  const there = new Map(segmentsOf(right).map((segment) => [segment.id, segment]))
  const [from, to] = [left.x + left.width, right.x]
  const joined: { slot: Slot; layers: string[]; left: Segment; right: Segment }[] = []
  for (const one of segmentsOf(left)) {
    const other = there.get(one.id)
    if (!other) continue
    const last = joined.at(-1)
    // Layers that are drawn as one are joined as one.
    if (last && last.slot === one.slot && last.left.to === one.from && last.right.to === other.from) {
      last.layers.push(one.id)
      last.left = { ...last.left, to: one.to }
      last.right = { ...last.right, to: other.to }
    } else joined.push({ slot: one.slot, layers: [one.id], left: one, right: other })
  }
  return joined.map(({ slot, layers, left: a, right: b }) => ({ slot, layers, d: pathOf(from, to, a, b) }))
}

/** The layers of a bar from its floor up; those of one band have like parts of it. */
function segmentsOf({ bands }: PlacedBar): readonly Segment[] {
  return bands.flatMap(({ band, y, height }) => {
    const size = height / Math.max(1, band.ids.length)
    return band.ids.map((id, at) => ({
      id,
      slot: band.slot,
      from: y + height - at * size,
      to: y + height - (at + 1) * size,
    }))
  })
}

function pathOf(x: number, end: number, a: Segment, b: Segment): string {
  const n = hundredths
  const middle = (x + end) / 2
  const curve = (from: number, to: number, until: number) =>
    `C${n(middle)} ${n(from)} ${n(middle)} ${n(to)} ${n(until)} ${n(to)}`
  return `M${n(x)} ${n(a.from)}${curve(a.from, b.from, end)}V${n(b.to)}${curve(b.to, a.to, x)}Z`
}
