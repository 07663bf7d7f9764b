import type { Drawn } from './options'
import { element, hundredths, textLine } from './svg'
import { BESIDE, type CellLine, type CellLines, lineWidth, type Piece, SEPARATOR, VALUE } from './table-cells'
import { COLUMN_GAP, type ColumnLayout, HEADER, type TableLayout } from './table-layout'
import { clipText, type Face } from './text'
import { textWidth } from './text-width'
import type { PictureTheme } from './theme'

const CAPTION = 13
const TITLE_LINE = 16
const LINE = 19
const BESIDE_LINE = 15
const PADDING = 7
/** Pixels by which a column is spread: farther apart, cells are no longer read as one row. */
const MOST_SPREAD = 150

/** A measured table, spread over `width` pixels, though not far; drawn smaller when it is wider than that. */
export function drawTable(table: TableLayout, most: number, colours: PictureTheme): Drawn {
  if (table.width > most) {
    const scale = most / table.width
    const whole = drawTable(table, table.width, colours)
    const content = element('g', { transform: `scale(${scale.toFixed(4)})` }, whole.content)
    return { height: whole.height * scale, content }
  }
  const width = Math.min(most, table.width + table.columns.length * MOST_SPREAD)
  const spans = spansOf(table, width)
  const parts: string[] = []
  let y = 0
  if (table.caption) {
    const face = { size: CAPTION, bold: true }
    parts.push(textLine(0, 14, clipText(table.caption, width, face), { ...face, fill: colours.ink }))
    y = 24
  }
  const titleLines = Math.max(1, ...table.columns.map(({ title }) => title.length))
  for (const [index, { title }] of table.columns.entries()) {
    // Titles of one line stand at the bottom, near their cells.
    const first = y + 15 + (titleLines - title.length) * TITLE_LINE
    const { x, anchor } = edgeOf(spans[index])
    const style = { ...HEADER, fill: colours.muted, anchor }
    parts.push(...title.map((line, at) => textLine(x, first + at * TITLE_LINE, line, style)))
  }
  y += titleLines * TITLE_LINE + 8
  parts.push(rule(y, width, colours.lineStrong))
  const totals = table.rows - table.totals
  for (let row = 0; row < table.rows; row++) {
    if (row === totals) {
      if (table.left > 0) y = drawLeft(table.left, y, parts, colours)
      parts.push(rule(y, width, colours.lineStrong))
    }
    const cells = table.columns.map((column) => column.cells[row] ?? NO_CELL)
    const { height, content } = drawRow(cells, spans, y, colours, row >= totals)
    parts.push(content)
    y += height
    parts.push(rule(y, width, colours.line))
  }
  if (table.left > 0 && table.totals === 0) y = drawLeft(table.left, y, parts, colours)
  return { height: y + 1, content: parts.join('') }
}

function drawLeft(left: number, y: number, parts: string[], colours: PictureTheme): number {
  parts.push(textLine(0, y + 20, `… +${left.toLocaleString('en-US')}`, { size: 13, fill: colours.muted }))
  return y + 31
}

const rule = (y: number, width: number, stroke: string) =>
  element('path', { d: `M0 ${Math.round(y) + 0.5}H${hundredths(width)}`, stroke })

interface Span {
  readonly left: number
  readonly right: number
  readonly align: 'left' | 'right'
}

/** Where the columns stand; what the table leaves over is shared by all but the first. */
function spansOf({ columns, width: own }: TableLayout, width: number): readonly Span[] {
  const more = columns.length > 1 ? (width - own) / (columns.length - 1) : 0
  let x = 0
  return columns.map(({ column, width: wide }: ColumnLayout, index) => {
    const extra = index === 0 || column.align === 'left' ? 0 : more
    const left = x + extra
    const right = left + wide
    x = right + COLUMN_GAP + (index > 0 && column.align === 'left' ? more : 0)
    return { left, right, align: column.align }
  })
}

function edgeOf(span: Span | undefined): { readonly x: number; readonly anchor: 'start' | 'end' } {
  if (!span) return { x: 0, anchor: 'start' }
  return span.align === 'right' ? { x: span.right, anchor: 'end' } : { x: span.left, anchor: 'start' }
}

const NO_CELL: CellLines = { main: [], beside: [] }

function drawRow(
  cells: readonly CellLines[],
  spans: readonly Span[],
  y: number,
  colours: PictureTheme,
  total: boolean,
): Drawn {
  const heights = cells.map(({ main, beside }) => main.length * LINE + beside.length * BESIDE_LINE)
  const height = Math.max(LINE, ...heights) + 2 * PADDING
  const parts = cells.map((cell, index) =>
    drawCell(cell, spans[index], y + PADDING, colours, total && index === 0),
  )
  return { height, content: parts.join('') }
}

function drawCell(
  cell: CellLines,
  span: Span | undefined,
  y: number,
  colours: PictureTheme,
  bold: boolean,
): string {
  const below = y + cell.main.length * LINE
  const [ink, muted] = [colours.ink, colours.muted]
  return [
    ...cell.main.map((line, index) =>
      drawLine(line, { span, y: y + 14 + index * LINE, face: { ...VALUE, bold }, ink }, colours),
    ),
    ...cell.beside.map((line, index) =>
      drawLine(line, { span, y: below + 11 + index * BESIDE_LINE, face: BESIDE, ink: muted }, colours),
    ),
  ].join('')
}

interface LinePlace {
  readonly span: Span | undefined
  /** Of the baseline. */
  readonly y: number
  readonly face: Face
  readonly ink: string
}

/** Values beside each other, each a text of its own: one that reads from the right leaves its neighbours in place. */
function drawLine(line: CellLine, { span, y, face, ink }: LinePlace, colours: PictureTheme): string {
  const gap = textWidth(SEPARATOR, face.size)
  const { x: edge, anchor } = edgeOf(span)
  const [only] = line.pieces
  // Set from its own edge: a font that is wider than ours does not carry it over.
  if (line.pieces.length === 1 && only && !line.follows) {
    const x = anchor === 'end' ? edge - only.width : edge
    return textLine(edge, y, only.text, styleOf(only, face, ink, anchor)) + underline(only, x, y, colours)
  }
  let x = anchor === 'end' ? edge - lineWidth(line, face) : edge
  const parts: string[] = []
  for (const [index, piece] of line.pieces.entries()) {
    parts.push(textLine(x, y, piece.text, styleOf(piece, face, ink)), underline(piece, x, y, colours))
    x += piece.width
    if (index < line.pieces.length - 1 || line.follows) {
      const style = { size: face.size, fill: colours.muted, anchor: 'middle' } as const
      parts.push(textLine(x + gap / 2, y, SEPARATOR, style))
      x += gap
    }
  }
  return parts.join('')
}

const styleOf = ({ best }: Piece, { size, bold }: Face, fill: string, anchor?: 'start' | 'end') => ({
  size,
  bold: best || bold,
  fill,
  anchor,
})

/** The best of its row, not by weight alone. */
function underline({ best, width }: Piece, x: number, y: number, { good }: PictureTheme): string {
  if (!best) return ''
  const d = `M${hundredths(x)} ${hundredths(y + 4)}h${hundredths(width)}`
  return element('path', { d, stroke: good, 'stroke-width': 2 })
}
