import { textWidth } from './text-width'

/** Where a text stands in its picture, in the picture's pixels. */
export interface PlacedText {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Moved {
  readonly x: number
  readonly y: number
  readonly scale: number
}

const TAG = /<(\/?)(svg|g|text)\b([^>]*?)(\/?)>([^<]*)/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** All texts of a picture, wherever groups, charts within it and turns put them. */
export function placedTexts(svg: string): readonly PlacedText[] {
  const stack: Moved[] = [{ x: 0, y: 0, scale: 1 }]
  const texts: PlacedText[] = []
  for (const [, closes, name, attributes = '', selfCloses, inner = ''] of svg.matchAll(TAG)) {
    const outer = stack.at(-1)!
    if (closes) {
      if (name !== 'text') stack.pop()
      continue
    }
    const of = (key: string) => Number(new RegExp(` ${key}="([-\\d.]+)"`).exec(` ${attributes}`)?.[1] ?? 0)
    const transform = / transform="([^"]*)"/.exec(` ${attributes}`)?.[1] ?? ''
    if (name === 'text') {
      const text = inner.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity: string) => ENTITIES[entity]!)
      texts.push(
        placed(text, { x: of('x'), y: of('y'), size: of('font-size') }, attributes, transform, outer),
      )
    } else if (!selfCloses) {
      const [, dx = '0', dy = '0'] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(transform) ?? []
      const scale = Number(/scale\(([\d.]+)/.exec(transform)?.[1] ?? 1)
      const [x, y] = name === 'svg' ? [of('x'), of('y')] : [Number(dx), Number(dy)]
      stack.push({ x: outer.x + outer.scale * x, y: outer.y + outer.scale * y, scale: outer.scale * scale })
    }
  }
  return texts
}

function placed(
  text: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  attributes: string,
  transform: string,
  outer: Moved,
): PlacedText {
  const width = textWidth(text, size, attributes.includes('font-weight'))
  const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1]
  const before = anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0
  // Turned texts of charts go upwards from their place, or from the left below up to the right.
  const angle = (Number(/rotate\((-?[\d.]+)/.exec(transform)?.[1] ?? 0) * Math.PI) / 180
  const [from, to] = [-before, width - before]
  const xs = [from, to].map((at) => x + at * Math.cos(angle))
  const ys = [from, to].map((at) => y + at * Math.sin(angle))
  return {
    text,
    left: outer.x + outer.scale * Math.min(...xs),
    right: outer.x + outer.scale * Math.max(...xs),
    top: outer.y + outer.scale * (Math.min(...ys) - size * 0.75 * Math.cos(angle)),
    bottom: outer.y + outer.scale * Math.max(...ys),
  }
}
