import { patternOf } from './patterns'
import { element } from './svg'

const INK = { fill: '#000000', stroke: '#000000' } as const
const STRENGTH = 0.26

/** A layer's pattern as a CSS image to lie over its colour; undefined for a plain one. */
export function patternImage(slot: number): string | undefined {
  const pattern = patternOf(slot)
  if (!pattern) return undefined
  const { size, d, line } = pattern
  const drawn =
    line === undefined ? { fill: INK.fill } : { fill: 'none', stroke: INK.stroke, 'stroke-width': line }
  const tile = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: size, height: size },
    element('path', { d, opacity: STRENGTH, ...drawn }),
  )
  return `url("data:image/svg+xml,${encodeURIComponent(tile)}")`
}
