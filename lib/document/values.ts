import type { Cell } from '../analysis/cell'
import type { Units } from '../i18n/format'
import type { CardCell, CardColumn, CardTable, CardValue } from './document'
import { cellText, type Form, whyText } from './words/cell-text'
import type { Translate } from './words/translate'
import type { Words } from './words/words'

/** How a card is said. */
export interface CardContext {
  readonly units: Units
  readonly words: Words
}

/** A figure as the page prints it, with what it is and why. @param cell  absent where there is no such tag: `—` */
export function figureOf(cell: Cell | undefined, { units, words }: CardContext, form: Form): CardValue {
  const text = unnamedBase(cell, words) ?? cellText(cell, units, form)
  return { text, cell, why: whyText(words('reasons'), cell) }
}

/** A base that no known image ends at, in words: `base of 2 layers`. */
function unnamedBase(cell: Cell | undefined, words: Words): string | undefined {
  if (cell?.kind !== 'images' || cell.images !== 'base' || cell.name !== undefined) return undefined
  return words('cards')('baseOf', { layers: cell.layers })
}

/** What a sign in place of a figure says where it has no reason of its own: the key of its words in `cards`. */
export function signMeaning({ text, cell, why }: CardValue): 'noImages' | 'noFigure' | undefined {
  if (why !== undefined) return undefined
  if (cell?.kind === 'images' && cell.images === 'none') return 'noImages'
  return text === '—' && cell === undefined ? 'noFigure' : undefined
}

/** A cell of one figure. */
export function figureCell(cell: Cell | undefined, context: CardContext, form: Form): CardCell {
  return { values: [figureOf(cell, context, form)] }
}

/** A cell that only says something. */
export function textCell(...texts: readonly string[]): CardCell {
  return { values: texts.map((text) => ({ text })) }
}

/** A cell that says something, and small beside it what to know of that. */
export function notedCell(text: string, note: string): CardCell {
  return { values: [{ text }], beside: [{ text: note }], besideLabel: '' }
}

/** A column of words, and one of figures, that is of no strategy. */
export const LEFT = { align: 'left', perStrategy: false } as const
export const RIGHT = { align: 'right', perStrategy: false } as const

/** A text under the name of what it is about: `Chained: no tag of it could be read.` */
export function aboutText(words: Words, name: string, text: string): string {
  return words('exportsMore')('about', { name, text })
}

/** Columns of no strategy whose headers are the messages that their ids name. */
export function columnsNamed(
  t: Translate,
  columns: Readonly<Record<string, CardColumn['align']>>,
): readonly CardColumn[] {
  return Object.entries(columns).map(([id, align]) => ({ id, title: t(id), align, perStrategy: false }))
}

/** A line per figure: its name, the figure, and a note on it. */
export function notedFigures(
  words: Words,
  caption: string,
  lines: readonly (readonly [name: string, value: CardCell, note: string])[],
): CardTable {
  return {
    caption,
    columns: columnsNamed(words('exportsMore'), { figure: 'left', value: 'right', note: 'left' }),
    rows: lines.map(([name, value, note]) => [textCell(name), value, textCell(note)]),
  }
}
