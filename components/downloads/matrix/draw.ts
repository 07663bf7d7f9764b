import type { MatrixReport } from '@/lib/analysis/downloads-report'
import { heatCell } from '@/lib/document/downloads/cells'
import { type Scale, STEPS } from '@/lib/document/downloads/scale'

/** Room for tags beside and above the cells. */
export const GUTTER = 84

const LABEL_ROOM = 13
const HATCH = 9

/** Draws a matrix of many tags: a pixel a cell, enlarged; unknown cells stay clear and show the ground. */
export function drawHeat(
  canvas: HTMLCanvasElement,
  matrix: MatrixReport,
  scale: Scale | undefined,
  cell: number,
  nothing: string,
): void {
  const context = canvas.getContext('2d')
  const pixels = pixelsOf(canvas, matrix, scale)
  if (!context || !pixels) return
  const count = matrix.tags.length
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round((GUTTER + count * cell) * ratio)
  canvas.height = Math.round((GUTTER + (count + 1) * cell) * ratio)
  context.scale(ratio, ratio)
  context.imageSmoothingEnabled = false
  context.drawImage(pixels, GUTTER, GUTTER, count * cell, (count + 1) * cell)
  const style = getComputedStyle(canvas)
  const inks = [style.getPropertyValue('--surface'), style.getPropertyValue('--ink')] as const
  hatchRollbacks(context, count, cell, inks)
  outlineNext(context, count, cell, inks)
  context.fillStyle = style.getPropertyValue('--muted')
  context.font = `11px ${style.fontFamily}`
  writeLabels(context, matrix.tags, cell, nothing)
}

function pixelsOf(canvas: HTMLCanvasElement, matrix: MatrixReport, scale: Scale | undefined) {
  const count = matrix.tags.length
  const small = document.createElement('canvas')
  small.width = count
  small.height = count + 1
  const context = small.getContext('2d')
  if (!context) return undefined
  const style = getComputedStyle(canvas)
  const colours = Array.from({ length: STEPS }, (_, step) => style.getPropertyValue(`--heat-${step}`))
  const zero = style.getPropertyValue('--heat-zero')
  const same = style.getPropertyValue('--line')
  for (let row = 0; row <= count; row++) {
    for (let column = 0; column < count; column++) {
      const { bytes, move, step } = heatCell(matrix, { row, column }, scale)
      if (bytes === null) continue
      context.fillStyle = move === 'same' ? same : (colours[step] ?? zero)
      context.fillRect(column, row, 1, 1)
    }
  }
  return small
}

/** The page's ground and its ink: one of them stands out from a cell, dark or light. */
type Inks = readonly [ground: string, ink: string]

/** Lines over the stairs below the diagonal. */
function hatchRollbacks(
  context: CanvasRenderingContext2D,
  count: number,
  cell: number,
  [ground, ink]: Inks,
): void {
  context.save()
  context.beginPath()
  for (let row = 2; row <= count; row++) context.rect(GUTTER, GUTTER + row * cell, (row - 1) * cell, cell)
  context.clip()
  const side = (count + 1) * cell
  for (const [colour, shift] of [
    [ink, 0],
    [ground, 1],
  ] as const) {
    context.strokeStyle = colour
    context.globalAlpha = 0.45
    context.lineWidth = 1
    context.beginPath()
    for (let at = 0; at < 2 * side; at += HATCH) {
      context.moveTo(GUTTER + at + shift, GUTTER)
      context.lineTo(GUTTER + at + shift - 2 * side, GUTTER + 2 * side)
    }
    context.stroke()
  }
  context.restore()
}

/** A frame around each next version, with a gap where there is room for one. */
function outlineNext(
  context: CanvasRenderingContext2D,
  count: number,
  cell: number,
  [ground, ink]: Inks,
): void {
  const lines =
    cell < 6
      ? [[ink, 1] as const]
      : ([
          [ground, 3.5],
          [ink, 1.5],
        ] as const)
  for (const [colour, width] of lines) {
    context.strokeStyle = colour
    context.lineWidth = width
    for (let column = 1; column < count; column++) {
      context.strokeRect(GUTTER + column * cell, GUTTER + column * cell, cell, cell)
    }
  }
}

/** As many tags as there is room for: rows from the left, columns upwards. */
function writeLabels(
  context: CanvasRenderingContext2D,
  tags: readonly string[],
  cell: number,
  nothing: string,
): void {
  const every = Math.ceil(LABEL_ROOM / cell)
  const room = GUTTER - 8
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  context.fillText(nothing, GUTTER - 6, GUTTER + cell / 2 - 3, room)
  for (let at = 0; at < tags.length; at += every) {
    const tag = shortened(tags[at] ?? '')
    const middle = at * cell + cell / 2
    if (at > 0 || cell >= LABEL_ROOM) context.fillText(tag, GUTTER - 6, GUTTER + cell + middle, room)
    context.save()
    context.translate(GUTTER + middle, GUTTER - 6)
    context.rotate(-Math.PI / 2)
    context.textAlign = 'left'
    context.fillText(tag, 0, 0, room)
    context.restore()
  }
}

const shortened = (tag: string) => (tag.length > 13 ? `${tag.slice(0, 12)}…` : tag)
