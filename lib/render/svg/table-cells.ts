import type { CardCell, CardValue } from '../../document/document'
import { clipMiddle, type Face, wrapText } from './text'
import { textWidth } from './text-width'

export const VALUE: Face = { size: 13 }
export const BESIDE: Face = { size: 11 }
export const SEPARATOR = ' / '
/** One of several values of a cell is cut beyond this; a cell with one value is wrapped. */
const LONGEST_VALUE = 220
const MOST_LINES = 3

export interface Piece {
  readonly text: string
  readonly width: number
  readonly best: boolean
}

/** Values beside each other. */
export interface CellLine {
  readonly pieces: readonly Piece[]
  /** Whether a further value follows on the next line. */
  readonly follows: boolean
}

export interface CellLines {
  readonly main: readonly CellLine[]
  readonly beside: readonly CellLine[]
}

/**
 * A cell's values as lines.
 *
 * @param perLine  values that stand beside each other on one line
 * @param widest   pixels for a cell of one value
 */
export function cellLines(cell: CardCell, perLine: number, widest: number): CellLines {
  return {
    main: linesOf(cell.values, perLine, widest, VALUE),
    beside: linesOf(besideOf(cell), perLine, widest, BESIDE),
  }
}

/** The small values; what they are stands before the first, where the head of the column does not say it. */
function besideOf({ beside = [], besideLabel }: CardCell): readonly CardValue[] {
  const [first, ...more] = beside
  if (!first || !besideLabel) return beside
  return [{ ...first, text: `${besideLabel} ${first.text}` }, ...more]
}

function linesOf(values: readonly CardValue[], perLine: number, widest: number, face: Face): CellLine[] {
  const [only] = values
  if (values.length === 1 && only) {
    const bold = only.best ?? false
    return wrapText(only.text, widest, { ...face, bold }, MOST_LINES).map((text) => ({
      pieces: [pieceOf(text, bold, face)],
      follows: false,
    }))
  }
  const pieces = values.map(({ text, best = false }) =>
    pieceOf(clipMiddle(text, LONGEST_VALUE, { ...face, bold: best }) || '—', best, face),
  )
  return Array.from({ length: Math.ceil(pieces.length / perLine) }, (_, line) => ({
    pieces: pieces.slice(line * perLine, (line + 1) * perLine),
    follows: (line + 1) * perLine < pieces.length,
  }))
}

const pieceOf = (text: string, best: boolean, { size }: Face): Piece => ({
  text,
  best,
  width: textWidth(text, size, best),
})

/** Pixels of a line with what stands between its values and behind them. */
export function lineWidth({ pieces, follows }: CellLine, { size }: Face): number {
  const gaps = Math.max(0, pieces.length - (follows ? 0 : 1)) * textWidth(SEPARATOR, size)
  return pieces.reduce((sum, { width }) => sum + width, gaps)
}

/** Pixels of the widest line of a cell. */
export function cellWidth({ main, beside }: CellLines): number {
  const widest = (lines: readonly CellLine[], face: Face) =>
    Math.max(0, ...lines.map((line) => lineWidth(line, face)))
  return Math.max(widest(main, VALUE), widest(beside, BESIDE))
}
