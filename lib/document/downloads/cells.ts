import { estimate, exact, type NumberCell, type Reason, unknown } from '../../analysis/cell'
import type { MatrixReport } from '../../analysis/downloads-report'
import { shortBytes, type Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { type Scale, stepOf } from './scale'

/** A place in a matrix; row 0 is a host that holds nothing, row 1 + n one that holds tag n. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** A pull that a cell stands for. */
export interface ChosenCell {
  /** Position in the report. */
  readonly strategy: number
  /** The tag that the host holds; null when it holds nothing. */
  readonly from: string | null
  readonly tag: string
}

/** What going from a row to a column is. */
export type Move = 'fresh' | 'same' | 'next' | 'ahead' | 'rollback'

export function moveOf({ row, column }: Place): Move {
  if (row === 0) return 'fresh'
  const ahead = column - (row - 1)
  if (ahead === 0) return 'same'
  if (ahead === 1) return 'next'
  return ahead > 0 ? 'ahead' : 'rollback'
}

/** What a place is, however it is drawn: as a button, a pixel or a part of a picture. */
export interface HeatCell {
  /** null where they are not known. */
  readonly bytes: number | null
  readonly move: Move
  /** Of the scale of colours; -1 for what has a look of its own: unknown, the same tag, nothing to download. */
  readonly step: number
}

export function heatCell(
  matrix: Pick<MatrixReport, 'bytes'>,
  place: Place,
  scale: Scale | undefined,
): HeatCell {
  const bytes = bytesAt(matrix, place)
  const move = moveOf(place)
  return { bytes, move, step: bytes === null || move === 'same' ? -1 : stepOf(scale, bytes) }
}

const bytesAt = ({ bytes }: Pick<MatrixReport, 'bytes'>, { row, column }: Place): number | null =>
  bytes[row]?.[column] ?? null

/** What a place costs as a figure. */
export function cellAt(matrix: MatrixReport, place: Place): NumberCell {
  const bytes = bytesAt(matrix, place)
  const why = matrix.why?.reasons[(matrix.why.at[place.row]?.[place.column] ?? 0) - 1]
  if (bytes === null) return unknown('bytes', why ?? NO_PLACE)
  return why ? estimate(bytes, 'bytes', why) : exact(bytes, 'bytes')
}

const NO_PLACE: Reason = { code: 'no-registry', data: { layers: 1 } }

/** Why figures of a matrix are estimates, each reason once. */
export function estimateReasons({ estimated, bytes, why }: MatrixReport): readonly Reason[] {
  if (!estimated || !why) return []
  const found = new Set<number>()
  for (const [row, positions] of why.at.entries()) {
    for (const [column, position] of positions.entries()) {
      if (bytes[row]?.[column] !== null) found.add(position - 1)
    }
  }
  return why.reasons.filter((_, position) => found.has(position))
}

export function pullAt({ tags }: MatrixReport, { row, column }: Place): Omit<ChosenCell, 'strategy'> {
  return { from: row === 0 ? null : (tags[row - 1] ?? null), tag: tags[column] ?? '' }
}

/** Where a pull is drawn; undefined when its tags are not of this matrix. */
export function placeOf({ tags }: MatrixReport, cell: ChosenCell | undefined): Place | undefined {
  if (!cell) return undefined
  const column = tags.indexOf(cell.tag)
  const row = cell.from === null ? 0 : 1 + tags.indexOf(cell.from)
  return column < 0 || (cell.from !== null && row === 0) ? undefined : { row, column }
}

/** A place, or the nearest one that a matrix of so many tags has. */
export const placeWithin = ({ row, column }: Place, tags: number): Place => ({
  row: Math.min(tags, Math.max(0, row)),
  column: Math.min(tags - 1, Math.max(0, column)),
})

const PAGE = 10

/** Where a key leads from a place: arrows, Home and End (of the row; with Ctrl of all), Page Up and Down. */
export function placeAfter(key: string, ctrl: boolean, at: Place, tags: number): Place | undefined {
  const to = (row: number, column: number) => placeWithin({ row, column }, tags)
  switch (key) {
    case 'ArrowUp':
      return to(at.row - 1, at.column)
    case 'ArrowDown':
      return to(at.row + 1, at.column)
    case 'ArrowLeft':
      return to(at.row, at.column - 1)
    case 'ArrowRight':
      return to(at.row, at.column + 1)
    case 'PageUp':
      return to(at.row - PAGE, at.column)
    case 'PageDown':
      return to(at.row + PAGE, at.column)
    case 'Home':
      return to(ctrl ? 0 : at.row, 0)
    case 'End':
      return to(ctrl ? tags : at.row, tags - 1)
    default:
      return undefined
  }
}

/** `606.83M`, `104B`: what fits into a cell. */
export function placeText(bytes: number | null, of: Basis, units: Units): string {
  if (bytes === null) return '–'
  return bytes === 0 ? '0' : shortBytes(bytes, of, units)
}
