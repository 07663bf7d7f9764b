import type { CardTable } from './document'

/** Headers of a table's columns; what stands in parentheses in the cells is named in parentheses. */
export function titlesOf({ columns, rows }: CardTable): readonly string[] {
  return columns.map(({ title, beside }, place) => {
    const besides = rows.some((row) => row[place]?.beside?.length && row[place].besideLabel === undefined)
    return beside !== undefined && besides ? `${title} (${beside})` : title
  })
}
