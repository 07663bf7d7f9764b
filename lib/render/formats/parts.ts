import type { CardDocument, CardTable, CardValue, LegendEntry } from '../../document/document'
import { plain } from '../../oci/plain'

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The reasons of what is estimated or unknown, each once and numbered, in the order in which they are met. */
export class Footnotes {
  private readonly reasons: string[] = []

  /** The number of a value's reason, from 1; undefined for a value that has none. */
  number({ why }: CardValue): number | undefined {
    const reason = plain(why ?? '')
    if (reason === '') return undefined
    const known = this.reasons.indexOf(reason)
    return known < 0 ? this.reasons.push(reason) : known + 1
  }

  /** The number as `¹`, nothing behind a value that has none. */
  mark(value: CardValue): string {
    return String(this.number(value) ?? '').replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? '')
  }

  /** The first is number 1. */
  list(): readonly string[] {
    return this.reasons
  }
}

/** Whether the source line is to stand below this card: not when the next one ends with the same. */
export function endsWithSource(documents: readonly CardDocument[], index: number): boolean {
  return documents[index]?.source !== documents[index + 1]?.source
}

/** How a format writes the parts of a card; what comes out empty is left out. */
export interface Markup {
  /** Title, note, and which strategy is which of the values side by side. */
  readonly head: (card: CardDocument, strategies: readonly string[]) => readonly string[]
  readonly table: (table: CardTable, notes: Footnotes, legend: readonly LegendEntry[]) => readonly string[]
  /** Sentences, or reasons by their numbers. */
  readonly list: (items: readonly string[], numbered: boolean) => string
  readonly source: (text: string) => string
}

/** The parts of some cards, in the order in which they are read. */
export function partsOf(documents: readonly CardDocument[], markup: Markup): readonly string[] {
  return documents.flatMap((document, index) => {
    const { legend, tables, remarks, source } = document
    const notes = new Footnotes()
    const drawn = tables.flatMap((table) => markup.table(table, notes, legend))
    const sideBySide = tables.some(({ columns }) => columns.some(({ perStrategy }) => perStrategy))
    return [
      ...markup.head(document, sideBySide ? legend.map(({ name }) => name) : []),
      ...drawn,
      markup.list(remarks, false),
      markup.list(notes.list(), true),
      endsWithSource(documents, index) ? markup.source(source) : '',
    ].filter((part) => part !== '')
  })
}

/** A list of lines as Markdown and plain text have it. */
export const listWith =
  (write: (text: string) => string): Markup['list'] =>
  (items, numbered) =>
    items.map((item, place) => `${numbered ? `${place + 1}.` : '-'} ${write(item)}`).join('\n')
