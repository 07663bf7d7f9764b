import type { Units } from '../format'
import type { Cell } from '../measures/cell'
import { cellText, type Precision, whyText } from '../words/cell-text'
import type { Translate } from '../words/translate'
import type { ExportCell, ExportValue } from './document'

export interface ValueWords {
  readonly units: Units
  /** Of the namespace `reasons`. */
  readonly reasons: Translate
}

/** A figure as the page prints it, with what it is and why. @param cell  absent where there is no such tag: `—` */
export function figureOf(
  cell: Cell | undefined,
  { units, reasons }: ValueWords,
  precision?: Precision,
): ExportValue {
  return { text: cellText(cell, units, precision), cell, why: whyText(reasons, cell) }
}

/** A cell that only says something. */
export function textCell(...texts: readonly string[]): ExportCell {
  return { values: texts.map((text) => ({ text })) }
}
