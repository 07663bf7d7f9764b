import type { CardDocument, CardValue } from '../../document/document'
import { plain } from '../../document/plain'

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

/** Which strategy is which of the values side by side; none where no table has them so. */
export function positions({ legend, tables }: CardDocument): readonly string[] {
  const used = tables.some(({ columns }) => columns.some(({ perStrategy }) => perStrategy))
  return used ? legend.map(({ name }) => name) : []
}
