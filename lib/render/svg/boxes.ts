import { type Attributes, element, hundredths } from './svg'

/** Left, top, width and height in pixels. */
export type Box = readonly [number, number, number, number]

/**
 * Rectangles gathered by their fill, each fill one path: thousands of them stay a small picture, and a pattern is laid
 * out once and not for each.
 */
export class Boxes {
  private readonly runs = new Map<string, { d: string; last: Box }>()

  add(fill: string, box: Box): void {
    const run = this.runs.get(fill)
    if (!run) this.runs.set(fill, { d: '', last: box })
    else if (touches(run.last, box)) run.last = [run.last[0], box[1], run.last[2] + box[2], box[3]]
    else {
      run.d += pathOf(run.last)
      run.last = box
    }
  }

  /** In the order in which the fills came first. */
  draw(attributes: Attributes = {}): string {
    return [...this.runs]
      .map(([fill, { d, last }]) => element('path', { d: d + pathOf(last), fill, ...attributes }))
      .join('')
  }
}

/** Whether a rectangle goes on where the one before it ends: both are one. */
const touches = ([x, y, width, height]: Box, next: Box) =>
  y === next[1] && height === next[3] && Math.abs(x + width - next[0]) < 0.001

function pathOf([x, y, width, height]: Box): string {
  const w = hundredths(width)
  return `M${hundredths(x)} ${hundredths(y)}h${w}v${hundredths(height)}h-${w}z`
}

/**
 * The path of slanting lines over a rectangle, which run on from one rectangle to the next. Lines, because rasterisers
 * take a hundred times as long for a pattern over as large a part of a picture.
 *
 * @param step  pixels between them, across or down
 */
export function hatchPath([x, y, width, height]: Box, step: number): string {
  let d = ''
  // Along each line x + y is the same.
  for (let sum = Math.ceil((x + y) / step) * step; sum < x + y + width + height; sum += step) {
    const [from, to] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)]
    d += `M${tenths(from)} ${tenths(sum - from)}L${tenths(to)} ${tenths(sum - to)}`
  }
  return d
}

const tenths = (value: number) => value.toFixed(1).replace('.0', '')

/** Rectangles of what is reused: hatched, without a layer's colour. */
export class Hatched {
  private readonly grounds = new Boxes()
  private lines = ''

  add(box: Box): void {
    this.grounds.add('none', box)
    this.lines += hatchPath(box, 8.5)
  }

  draw(ground: string, line: string): string {
    if (this.lines === '') return ''
    const lines = element('path', { d: this.lines, fill: 'none', stroke: line, 'stroke-width': 1.8 })
    return (
      this.grounds.draw({ fill: ground }) + lines + this.grounds.draw({ stroke: line, 'stroke-width': 0.75 })
    )
  }
}
