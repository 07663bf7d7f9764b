import type { Cell } from '../analysis/cell'
import type { Units } from '../i18n/format'
import type { CardCell, CardValue } from './document'
import { cellText, type Precision, whyText } from './words/cell-text'
import type { Words } from './words/words'

/** How a card is said. */
export interface CardContext {
  readonly units: Units
  readonly words: Words
}

/** A figure as the page prints it, with what it is and why. @param cell  absent where there is no such tag: `—` */
export function figureOf(
  cell: Cell | undefined,
  { units, words }: CardContext,
  precision?: Precision,
): CardValue {
  return { text: cellText(cell, units, precision), cell, why: whyText(words('reasons'), cell) }
}

/** A cell of one figure. */
export function figureCell(cell: Cell | undefined, context: CardContext, precision?: Precision): CardCell {
  return { values: [figureOf(cell, context, precision)] }
}

/** A cell that only says something. */
export function textCell(...texts: readonly string[]): CardCell {
  return { values: texts.map((text) => ({ text })) }
}

/** A column of words, and one of figures, that is of no strategy. */
export const LEFT = { align: 'left', perStrategy: false } as const
export const RIGHT = { align: 'right', perStrategy: false } as const

/** A text under the name of what it is about: `Chained: no tag of it could be read.` */
export function aboutText(words: Words, name: string, text: string): string {
  return words('exportsMore')('about', { name, text })
}
