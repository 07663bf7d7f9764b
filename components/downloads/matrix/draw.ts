import type { MatrixReport } from '@/lib/analysis/downloads-report'
import { heatCell } from '@/lib/document/downloads/cells'
import { type Scale, STEPS } from '@/lib/document/downloads/scale'

/** Room for tags beside and above the cells. */
export const GUTTER = 84

const LABEL_ROOM = 13
/** Share of a cell's width that each line of a rollback's bar takes. */
const SIDE = 0.09

/** What is drawn on, in CSS pixels. Of the page's ground and its ink, one stands out from a cell, dark or light. */
interface Sheet {
  readonly context: CanvasRenderingContext2D
  readonly count: number
  readonly cell: number
  readonly ground: string
  readonly ink: string
}

/** A line's colour, and its width or how far it is moved. */
type Lines = readonly (readonly [colour: string, pixels: number])[]

/** Draws a matrix of many tags: a pixel a cell, enlarged; unknown cells stay clear and show the ground. */
export function drawHeat(
  canvas: HTMLCanvasElement,
  matrix: MatrixReport,
  scale: Scale | undefined,
  cell: number,
  nothing: string,
): void {
  const context = canvas.getContext('2d')
  const style = getComputedStyle(canvas)
  const pixels = pixelsOf(style, matrix, scale)
  if (!context || !pixels) return
  const count = matrix.tags.length
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.round((GUTTER + count * cell) * ratio)
  canvas.height = Math.round((GUTTER + (count + 1) * cell) * ratio)
  context.scale(ratio, ratio)
  context.imageSmoothingEnabled = false
  context.drawImage(pixels, GUTTER, GUTTER, count * cell, (count + 1) * cell)
  const [ground, ink] = [style.getPropertyValue('--surface'), style.getPropertyValue('--ink')]
  const sheet = { context, count, cell, ground, ink }
  markRollbacks(sheet)
  outlineNext(sheet)
  context.fillStyle = style.getPropertyValue('--muted')
  context.font = `11px ${style.fontFamily}`
  writeLabels(sheet, matrix.tags, nothing)
}

function pixelsOf(style: CSSStyleDeclaration, matrix: MatrixReport, scale: Scale | undefined) {
  const count = matrix.tags.length
  const small = document.createElement('canvas')
  small.width = count
  small.height = count + 1
  const context = small.getContext('2d')
  if (!context) return undefined
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

/** A bar at the left of each cell below the diagonal, seen on dark and light ones. */
function markRollbacks({ context, count, cell, ground, ink }: Sheet): void {
  const side = Math.max(0.5, cell * SIDE)
  const lines: Lines = [
    [ink, 0],
    [ground, side],
  ]
  context.save()
  context.globalAlpha = 0.5
  for (const [colour, shift] of lines) {
    context.fillStyle = colour
    for (let column = 0; column < count; column++) {
      const rows = count - 1 - column
      context.fillRect(GUTTER + column * cell + shift, GUTTER + (column + 2) * cell, side, rows * cell)
    }
  }
  context.restore()
}

/** A frame around each next version, with a gap where there is room for one. */
function outlineNext({ context, count, cell, ground, ink }: Sheet): void {
  const lines: Lines = [...(cell < 6 ? [] : [[ground, 3.5] as const]), [ink, cell < 6 ? 1 : 1.5]]
  for (const [colour, width] of lines) {
    context.strokeStyle = colour
    context.lineWidth = width
    for (let column = 1; column < count; column++) {
      context.strokeRect(GUTTER + column * cell, GUTTER + column * cell, cell, cell)
    }
  }
}

/** As many tags as there is room for: rows from the left, columns upwards. */
function writeLabels({ context, cell }: Sheet, tags: readonly string[], nothing: string): void {
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
