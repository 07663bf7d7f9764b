import { headsOf } from '../../document/spread'
import { marker } from './markers'
import type { Drawn } from './options'
import { element, hundredths, type TextStyle, textLine } from './svg'
import { BESIDE, type CellLine, type CellLines, lineWidth, type Piece, SEPARATOR, VALUE } from './table-cells'
import { COLUMN_GAP, type ColumnLayout, HEADER, type TableLayout } from './table-layout'
import { clipText } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme } from './theme'

const CAPTION = 13
const TITLE_LINE = 16
const LINE = 19
const BESIDE_LINE = 15
const PADDING = 7
const MARK_LINE = 16
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
  const edges = edgesOf(table, width)
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
    const { x, anchor } = edges[index]!
    const style = { ...HEADER, fill: colours.muted, anchor }
    parts.push(...title.map((line, at) => textLine(x, first + at * TITLE_LINE, line, style)))
  }
  y += titleLines * TITLE_LINE + 8
  if (table.columns.some(({ column }) => column.strategy)) {
    parts.push(strategyHeads(table, edges, y, colours))
    y += MARK_LINE
  }
  parts.push(rule(y, width, colours.lineStrong))
  const totals = table.rows - table.totals
  for (let row = 0; row < table.rows; row++) {
    if (row === totals) {
      if (table.left > 0) y = drawLeft(table.left, y, parts, colours)
      parts.push(rule(y, width, colours.lineStrong))
    }
    const cells = table.columns.map((column) => column.cells[row]!)
    const { height, content } = drawRow(cells, edges, y, colours, row >= totals)
    parts.push(content)
    y += height
    parts.push(rule(y, width, colours.line))
  }
  if (table.left > 0 && table.totals === 0) y = drawLeft(table.left, y, parts, colours)
  return { height: y + 1, content: parts.join('') }
}

/** A figure's title across its strategies' columns, and below it the mark of each. */
function strategyHeads(
  { columns }: TableLayout,
  edges: readonly Edge[],
  y: number,
  colours: PictureTheme,
): string {
  const heads = headsOf(columns.map(({ column }) => column)).filter(({ span }) => span > 1)
  const titles = heads.map(({ column, place, span }) => {
    const left = leftOf(columns[place]!, edges[place]!)
    const last = place + span - 1
    const room = leftOf(columns[last]!, edges[last]!) + columns[last]!.width - left
    const title = clipText(column.title, room, HEADER)
    return textLine(left + room / 2, y - 9, title, { ...HEADER, fill: colours.muted, anchor: 'middle' })
  })
  const marks = columns.flatMap(({ column: { strategy } }, place) => {
    if (!strategy) return []
    const { x, anchor } = edges[place]!
    const fill = accentOf(colours, strategy.colour)
    return [marker({ x: anchor === 'end' ? x - 5 : x + 5, y: y + 4, slot: strategy.colour, fill })]
  })
  return [...titles, ...marks].join('')
}

const leftOf = ({ width }: ColumnLayout, { x, anchor }: Edge) => (anchor === 'end' ? x - width : x)

function drawLeft(left: number, y: number, parts: string[], colours: PictureTheme): number {
  parts.push(textLine(0, y + 20, `… +${left.toLocaleString('en-US')}`, { size: 13, fill: colours.muted }))
  return y + 31
}

const rule = (y: number, width: number, stroke: string) =>
  element('path', { d: `M0 ${Math.round(y) + 0.5}H${hundredths(width)}`, stroke })

/** Where the texts of a column begin or end. */
interface Edge {
  readonly x: number
  readonly anchor: 'start' | 'end'
}

/** What the table leaves over is shared by all columns but the first. */
function edgesOf({ columns, width: own }: TableLayout, width: number): readonly Edge[] {
  const more = columns.length > 1 ? (width - own) / (columns.length - 1) : 0
  let x = 0
  return columns.map(({ column: { align }, width: wide }, index) => {
    const left = x + (index === 0 || align === 'left' ? 0 : more)
    x = left + wide + COLUMN_GAP + (index > 0 && align === 'left' ? more : 0)
    return align === 'right' ? { x: left + wide, anchor: 'end' } : { x: left, anchor: 'start' }
  })
}

function drawRow(
  cells: readonly CellLines[],
  edges: readonly Edge[],
  y: number,
  colours: PictureTheme,
  total: boolean,
): Drawn {
  const heights = cells.map(({ main, beside }) => main.length * LINE + beside.length * BESIDE_LINE)
  const parts = cells.flatMap(({ main, beside }, index) => {
    const edge = edges[index]!
    const style = { ...VALUE, bold: total && index === 0, fill: colours.ink }
    const small = { ...BESIDE, fill: colours.muted }
    const top = y + PADDING + 14
    const below = y + PADDING + main.length * LINE + 11
    return [
      ...main.map((line, at) => drawLine(line, edge, top + at * LINE, style, colours)),
      ...beside.map((line, at) => drawLine(line, edge, below + at * BESIDE_LINE, small, colours)),
    ]
  })
  return { height: Math.max(LINE, ...heights) + 2 * PADDING, content: parts.join('') }
}

/** Values beside each other, each a text of its own: one that reads from the right leaves its neighbours in place. */
function drawLine(
  line: CellLine,
  { x: edge, anchor }: Edge,
  y: number,
  style: TextStyle,
  colours: PictureTheme,
): string {
  const gap = textWidth(SEPARATOR, style.size)
  const styleOf = ({ best }: Piece) => ({ ...style, bold: best || style.bold })
  const [only] = line.pieces
  // Set from its own edge: a font that is wider than ours does not carry it over.
  if (line.pieces.length === 1 && only && !line.follows) {
    const x = anchor === 'end' ? edge - only.width : edge
    return textLine(edge, y, only.text, { ...styleOf(only), anchor }) + underline(only, x, y, colours)
  }
  let x = anchor === 'end' ? edge - lineWidth(line, style) : edge
  const parts: string[] = []
  for (const [index, piece] of line.pieces.entries()) {
    parts.push(textLine(x, y, piece.text, styleOf(piece)), underline(piece, x, y, colours))
    x += piece.width
    if (index < line.pieces.length - 1 || line.follows) {
      const between = { size: style.size, fill: colours.muted, anchor: 'middle' } as const
      parts.push(textLine(x + gap / 2, y, SEPARATOR, between))
      x += gap
    }
  }
  return parts.join('')
}

/** The best of its row, not by weight alone. */
function underline({ best, width }: Piece, x: number, y: number, { good }: PictureTheme): string {
  if (!best) return ''
  const d = `M${hundredths(x)} ${hundredths(y + 4)}h${hundredths(width)}`
  return element('path', { d, stroke: good, 'stroke-width': 2 })
}
