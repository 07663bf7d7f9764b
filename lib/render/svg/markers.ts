import { element } from './svg'

/** Circle, square, triangle, diamond, plus and a triangle upside down, around 0 0, about 10 wide: one a strategy. */
const SHAPES = [
  'M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z',
  'M-4 -4H4V4H-4Z',
  'M0 -5L5 4H-5Z',
  'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  'M-1.7 -5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z',
  'M0 5L5 -4H-5Z',
] as const

/** The path of a strategy's mark by the slot of its accent, so that its colour is not the only thing that tells it. */
export function markerOf(slot: number): string {
  return SHAPES[Math.abs(Math.trunc(slot)) % SHAPES.length] ?? SHAPES[0]
}

interface Marker {
  readonly x: number
  readonly y: number
  readonly slot: number
  readonly fill: string
  /** Around it, where it stands on lines. */
  readonly edge?: string | undefined
  readonly scale?: number | undefined
}

export function marker({ x, y, slot, fill, edge, scale = 1 }: Marker): string {
  const size = scale === 1 ? '' : ` scale(${scale})`
  return element('path', {
    d: markerOf(slot),
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})${size}`,
    fill,
    stroke: edge,
  })
}
