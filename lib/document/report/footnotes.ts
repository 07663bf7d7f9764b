import { plain } from '../../oci/plain'
import type { CardDocument, CardRow, CardTable } from '../document'

/** The reasons of what is estimated or unknown, each with its number, from 1 on. */
export type Footnotes = ReadonlyMap<string, number>

/** Numbers each reason of a report once, in the order in which it is read. */
export function footnotesOf(documents: readonly CardDocument[]): Footnotes {
  const reasons = documents.flatMap(({ tables }) => tables.flatMap(reasonsIn))
  return new Map([...new Set(reasons)].map((reason, index) => [reason, index + 1]))
}

/** What stands below one table: its own reasons, by their numbers. */
export function footnotesIn(table: CardTable, footnotes: Footnotes): readonly [string, number][] {
  const own = [...new Set(reasonsIn(table))].flatMap((reason): [string, number][] => {
    const number = footnotes.get(reason)
    return number === undefined ? [] : [[reason, number]]
  })
  return own.toSorted(([, a], [, b]) => a - b)
}

/** The number of a value's reason; undefined when it has none. */
export function footnoteOf(why: string | undefined, footnotes: Footnotes): number | undefined {
  return why === undefined ? undefined : footnotes.get(plain(why))
}

function reasonsIn({ rows, totals = [] }: CardTable): readonly string[] {
  const inRow = (row: CardRow) =>
    row.flatMap(({ values, beside = [] }) =>
      [...values, ...beside].flatMap(({ why }) => (why === undefined ? [] : [plain(why)])),
    )
  return [...rows, ...totals].flatMap(inRow)
}
