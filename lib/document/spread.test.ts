import { describe, expect, it } from 'vitest'
import type { CardCell, CardTable } from './document'
import { headsOf, MOST_BESIDE, spreadTable } from './spread'

const legend = ['a', 'b', 'c', 'd'].map((name, colour) => ({ name, colour }))
const cell = (...texts: readonly string[]): CardCell => ({ values: texts.map((text) => ({ text })) })
const table: CardTable = {
  columns: [
    { id: 'version', title: 'Version', align: 'left', perStrategy: false },
    { id: 'local', title: 'Local size', align: 'right', perStrategy: true },
    { id: 'difference', title: 'Difference', align: 'right', perStrategy: false },
  ],
  rows: [[cell('1'), { ...cell('1B', '2B', '3B', '4B'), beside: cell('5B', '6B', '7B').values }, cell('3B')]],
  totals: [
    [
      cell('All tags'),
      {
        ...cell('1B', '2B', '3B', '4B'),
        beside: cell('9B', '8B', '7B', '6B').values,
        besideLabel: 'without',
      },
      { values: [] },
    ],
  ],
}

describe('spreadTable', () => {
  const spread = spreadTable(table, legend)
  const texts = (row: readonly CardCell[] | undefined) =>
    row?.map(({ values, beside = [] }) => [...values, ...beside].map(({ text }) => text).join(' '))

  it('gives each of many strategies a column of its own', () => {
    expect(spread.columns.map(({ id, strategy }) => [id, strategy?.name])).toEqual([
      ['version', undefined],
      ['local-0', 'a'],
      ['local-1', 'b'],
      ['local-2', 'c'],
      ['local-3', 'd'],
      ['difference', undefined],
    ])
    expect(texts(spread.rows[0])).toEqual(['1', '1B 5B', '2B 6B', '3B 7B', '4B', '3B'])
  })

  it('says once, with the name of the line, what its small figures are', () => {
    expect(texts(spread.totals?.[0])).toEqual(['All tags without', '1B 9B', '2B 8B', '3B 7B', '4B 6B', ''])
    expect(spread.totals?.[0]?.[1]?.besideLabel).toBe('')
  })

  it('leaves up to three side by side, and what is of no strategy as it is', () => {
    expect(spreadTable(table, legend.slice(0, MOST_BESIDE))).toBe(table)
    const plain = { ...table, columns: table.columns.map((column) => ({ ...column, perStrategy: false })) }
    expect(spreadTable(plain, legend)).toBe(plain)
  })

  it('has one header above the columns of a figure', () => {
    expect(headsOf(spread.columns).map(({ column, place, span }) => [column.title, place, span])).toEqual([
      ['Version', 0, 1],
      ['Local size', 1, 4],
      ['Difference', 5, 1],
    ])
    expect(headsOf(table.columns).map(({ span }) => span)).toEqual([1, 1, 1])
  })
})
