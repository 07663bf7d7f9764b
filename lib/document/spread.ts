import type { CardCell, CardColumn, CardRow, CardTable, LegendEntry } from './document'

/** Up to this number of strategies their values stand beside each other, as in the articles; beyond it in columns. */
export const MOST_BESIDE = 3

/** Whether values of so many strategies stand in columns of their own. */
export const isSpread = (strategies: number) => strategies > MOST_BESIDE

/** A column per strategy in place of one that holds a value of each; the table as it is for up to three of them. */
export function spreadTable(table: CardTable, legend: readonly LegendEntry[]): CardTable {
  const { columns, rows, totals } = table
  if (!isSpread(legend.length) || columns.every(({ perStrategy }) => !perStrategy)) return table
  return {
    ...table,
    columns: columns.flatMap((column) => spreadColumn(column, legend)),
    rows: rows.map((row) => spreadRow(row, columns, legend.length)),
    totals: totals?.map((row) => spreadRow(row, columns, legend.length)),
  }
}

/** A column of all strategies as one of each, where they are more than stand beside each other; else as it is. */
export function spreadColumn(column: CardColumn, legend: readonly LegendEntry[]): readonly CardColumn[] {
  if (!column.perStrategy || !isSpread(legend.length)) return [column]
  return legend.map(({ name, colour }, place) => ({
    ...column,
    id: `${column.id}-${place}`,
    perStrategy: false,
    strategy: { name, colour, place },
  }))
}

/** The cells of one line; what its small figures are stands with its name then, once. */
export function spreadRow(row: CardRow, columns: readonly CardColumn[], strategies: number): CardRow {
  const labels = row.filter((_, place) => columns[place]?.perStrategy).map((cell) => cell.besideLabel ?? '')
  const label = labels.find((text) => text !== '')
  return row.flatMap((cell, place): readonly CardCell[] => {
    if (!columns[place]?.perStrategy) {
      const isNamed = place > 0 || label === undefined || (cell.beside ?? []).length > 0
      return [isNamed ? cell : { ...cell, beside: [{ text: label }], besideLabel: '' }]
    }
    return Array.from({ length: strategies }, (_, strategy) => strategyCell(cell, strategy))
  })
}

/** What a cell of all strategies holds of one. */
export function strategyCell({ values, beside = [], besideLabel }: CardCell, strategy: number): CardCell {
  return {
    values: values.slice(strategy, strategy + 1),
    beside: beside.slice(strategy, strategy + 1),
    ...(besideLabel !== undefined && { besideLabel: '' }),
  }
}

/** A header above one column, or above those of all strategies. */
export interface Head {
  readonly column: CardColumn
  /** Of its first column, and how many there are. */
  readonly place: number
  readonly span: number
}

/** The headers of a table, strategies' columns under one. */
export function headsOf(columns: readonly CardColumn[]): readonly Head[] {
  const firsts = columns.flatMap(({ strategy }, place) => (strategy && strategy.place > 0 ? [] : [place]))
  return firsts.map((place, index) => ({
    column: columns[place]!,
    place,
    span: (firsts[index + 1] ?? columns.length) - place,
  }))
}
