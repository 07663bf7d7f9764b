import { markOf, type Slot } from '../../document/compare/layer-colours'
import { FACE_HATCHES, HATCH_STRENGTH, HATCHES, type Hatch, HUE_INKS } from '../../document/hatches'
import { element } from './svg'
import type { PictureTheme } from './theme'

/** What lies over a layer's hue, and its ink; undefined for a plain one. */
export function faceOf(slot: Slot) {
  const { hue, face } = markOf(slot)
  const hatch = FACE_HATCHES[face]
  return hatch && { hatch, ink: HUE_INKS[hue] ?? 'black' }
}

/** The same as a CSS image to lie over the layer's hue. */
export function faceImage(slot: Slot): string | undefined {
  const face = faceOf(slot)
  if (!face) return undefined
  const { size } = face.hatch
  const tile = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: size, height: size },
    drawn(face.hatch, face.ink, HATCH_STRENGTH),
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

  /** A layer as it is marked: neutral, or in its hue with what lies over it. */
  layer(slot: Slot): string {
    const colour = this.theme.layers[markOf(slot).hue] ?? this.theme.muted
    const face = faceOf(slot)
    return face ? this.define(`layer${slot}`, face.hatch, colour, face.ink, HATCH_STRENGTH) : colour
  }

  /** What is on the host already. */
  reused(): string {
    return this.define('reused', HATCHES.reused, this.theme.sunken, this.theme.lineStrong)
  }

  /** Nothing is known of it. */
  unknown(): string {
    return this.define('unknown', HATCHES.unknown, this.theme.surface, this.theme.line)
  }

  /** The definitions, to be put into the picture once, at any place. */
  toString(): string {
    return this.definitions.size === 0 ? '' : element('defs', {}, [...this.definitions.values()].join(''))
  }

  private define(name: string, hatch: Hatch, ground: string, ink: string, strength?: number): string {
    const id = `${this.ids}${name}`
    if (!this.definitions.has(name)) {
      const { size, turn } = hatch
      const patternTransform = turn === undefined ? undefined : `rotate(${turn})`
      const attributes = { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform }
      const content =
        element('rect', { width: size, height: size, fill: ground }) + drawn(hatch, ink, strength)
      this.definitions.set(name, element('pattern', attributes, content))
    }
    return `url(#${id})`
  }
}

function drawn({ d, line }: Hatch, ink: string, strength?: number): string {
  return line === undefined
    ? element('path', { d, fill: ink, 'fill-opacity': strength })
    : element('path', { d, fill: 'none', stroke: ink, 'stroke-opacity': strength, 'stroke-width': line })
}
