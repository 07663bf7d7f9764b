import { element } from './svg'
import type { PictureTheme } from './theme'

/**
 * What is drawn over a layer's colour, so that neighbours are distinct in grey too. Like the signs of a geological
 * map: bedrock is plain.
 */
export interface LayerPattern {
  /** Width and height of one tile. */
  readonly size: number
  readonly d: string
  /** Width of the line along `d`; absent where `d` is filled. */
  readonly line?: number | undefined
}

const PATTERNS: readonly (LayerPattern | undefined)[] = [
  undefined,
  { size: 8, d: 'M0 4H8M2 0V4M6 4V8', line: 0.8 },
  { size: 7, d: 'M1.7 1.7h1.5v1.5h-1.5ZM5.2 5.2h1.5v1.5h-1.5Z' },
  { size: 7, d: 'M-1 8L8 -1M-1 1L1 -1M6 8L8 6', line: 0.9 },
  { size: 6, d: 'M0 3H6', line: 0.9 },
  { size: 7, d: 'M-1 -1L8 8M6 -1L8 1M-1 6L1 8', line: 0.9 },
  { size: 8, d: 'M2 0.5V3.5M0.5 2H3.5M6 4.5V7.5M4.5 6H7.5', line: 0.9 },
  { size: 8, d: 'M0.5 2H4.5M4.5 6H8M0 6H0.5', line: 1 },
  { size: 8, d: 'M0 5L2 2.5L4 5L6 2.5L8 5', line: 0.9 },
  { size: 6, d: 'M3 0V6', line: 0.9 },
  { size: 7, d: 'M0 3.5H7M3.5 0V7', line: 0.7 },
  { size: 9, d: 'M2 4.5L3.8 1.2L5.6 4.5ZM6.5 8.7L8 6L9 7.8' },
]

/** The pattern of a layer by its slot in the palette; undefined is plain. */
export function patternOf(slot: number): LayerPattern | undefined {
  return PATTERNS[Math.abs(Math.trunc(slot)) % PATTERNS.length]
}

/** Ink of the patterns: on the layers' middle tones black is seen in both themes. */
const INK = '#000000'
const STRENGTH = 0.26

/** A layer's pattern as a CSS image to lie over its colour; undefined for a plain one. */
export function patternImage(slot: number): string | undefined {
  const pattern = patternOf(slot)
  if (!pattern) return undefined
  const { size, d, line } = pattern
  const drawn = line === undefined ? { fill: INK } : { fill: 'none', stroke: INK, 'stroke-width': line }
  const tile = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: size, height: size },
    element('path', { d, opacity: STRENGTH, ...drawn }),
  )
  return `url("data:image/svg+xml,${encodeURIComponent(tile)}")`
}

/** Which fills a picture uses: their definitions are written once, and only those. */
export class Fills {
  private readonly definitions = new Map<string, string>()

  constructor(
    private readonly ids: string,
    private readonly theme: PictureTheme,
  ) {}

  /** A layer in its colour with its pattern. */
  layer(slot: number): string {
    const colour = this.theme.layers[slot % this.theme.layers.length] ?? this.theme.muted
    const pattern = patternOf(slot)
    if (!pattern) return colour
    const { size, d, line } = pattern
    const drawn =
      line === undefined
        ? { fill: INK, 'fill-opacity': STRENGTH }
        : { fill: 'none', stroke: INK, 'stroke-opacity': STRENGTH, 'stroke-width': line }
    return this.define(`layer${slot}`, size, ground(size, colour) + element('path', { d, ...drawn }))
  }

  /** What is on the host already: hatched, without a layer's colour. */
  reused(): string {
    const { sunken, lineStrong } = this.theme
    return this.hatch('reused', sunken, lineStrong, 2)
  }

  /** A colour in stripes, where its full tone says something else. */
  striped(name: string, colour: string): string {
    return this.hatch(name, this.theme.surface, colour, 3)
  }

  /** Crossed lines: nothing is known of it. */
  unknown(): string {
    const { surface, line } = this.theme
    const cross = element('path', { d: 'M0 0L6 6M6 0L0 6', fill: 'none', stroke: line, 'stroke-width': 0.8 })
    return this.define('unknown', 6, ground(6, surface) + cross)
  }

  /** The definitions, to be put into the picture once, at any place. */
  toString(): string {
    return this.definitions.size === 0 ? '' : element('defs', {}, [...this.definitions.values()].join(''))
  }

  private hatch(name: string, colour: string, ink: string, width: number): string {
    const line = element('path', { d: 'M0 0V6', stroke: ink, 'stroke-width': width * 2 })
    return this.define(name, 6, ground(6, colour) + line, 'rotate(45)')
  }

  private define(name: string, size: number, content: string, patternTransform?: string): string {
    const id = `${this.ids}${name}`
    if (!this.definitions.has(name)) {
      const attributes = { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform }
      this.definitions.set(name, element('pattern', attributes, content))
    }
    return `url(#${id})`
  }
}

const ground = (size: number, fill: string) => element('rect', { width: size, height: size, fill })
