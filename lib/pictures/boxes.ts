import { type Attributes, element, hundredths } from './svg'

/**
 * Rectangles gathered by their fill, each fill one path: thousands of them stay a small picture, and a pattern is laid
 * out once and not for each.
 */
export class Boxes {
  private readonly paths = new Map<string, string>()

  add(fill: string, x: number, y: number, width: number, height: number): void {
    const [w, h] = [hundredths(width), hundredths(height)]
    const box = `M${hundredths(x)} ${hundredths(y)}h${w}v${h}h-${w}z`
    this.paths.set(fill, (this.paths.get(fill) ?? '') + box)
  }

  /** In the order in which the fills came first. */
  draw(attributes: Attributes = {}): string {
    return [...this.paths].map(([fill, d]) => element('path', { d, fill, ...attributes })).join('')
  }
}

const STEP = 8.5

/**
 * Rectangles under slanting lines, which run on from one to the next. Drawn as lines, because rasterisers take a
 * hundred times as long for a pattern over as large a part of a picture.
 */
export class Hatched {
  private readonly grounds = new Boxes()
  private lines = ''

  add(x: number, y: number, width: number, height: number): void {
    this.grounds.add('ground', x, y, width, height)
    // Along each line x + y is the same.
    for (let sum = Math.ceil((x + y) / STEP) * STEP; sum < x + y + width + height; sum += STEP) {
      const [from, to] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)]
      this.lines += `M${tenths(from)} ${tenths(sum - from)}L${tenths(to)} ${tenths(sum - to)}`
    }
  }

  draw(ground: string, line: string, attributes: Attributes): string {
    if (this.lines === '') return ''
    const lines = element('path', { d: this.lines, fill: 'none', stroke: line, 'stroke-width': 1.8 })
    return this.grounds.draw({ fill: ground }) + lines + this.grounds.draw({ ...attributes, fill: 'none' })
  }
}

const tenths = (value: number) => value.toFixed(1).replace('.0', '')
