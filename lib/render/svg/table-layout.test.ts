import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardTable } from '../../document/document'
import { madeDocument } from './documents.testing'
import { drawTable } from './table'
import { layoutTable, valuesPerRow } from './table-layout'
import { THEMES } from './theme'

const tableOf = (strategies: number, tags: number, tag = '0.0'): CardTable => {
  const [table] = madeDocument({ strategies, tags, tagOf: (index) => `${tag}.${index}` }).tables
  if (!table) throw new Error('the document has no table')
  return table
}
const room = { widest: 1536, mostRows: 100 }

describe('layoutTable', () => {
  it('has the values of all strategies on one line where there is room', () => {
    const { columns, width } = layoutTable(tableOf(6, 50), { ...room, strategies: 6 })
    expect(width).toBeLessThanOrEqual(1536)
    for (const { cells } of columns) for (const { main } of cells) expect(main.length).toBeLessThanOrEqual(1)
  })

  it('breaks the widest columns first, and says that values follow', () => {
    const { columns, width } = layoutTable(tableOf(6, 5, 'a-release-candidate-of'), {
      ...room,
      strategies: 6,
    })
    expect(width).toBeLessThanOrEqual(1536)
    const lines = columns.map(({ cells }) => Math.max(...cells.map(({ main }) => main.length)))
    expect(lines).toEqual([1, 1, 1, 1, 3])
    expect(columns[4]?.cells[1]?.main.map(({ follows }) => follows)).toEqual([true, true, false])
    expect(columns[4]?.cells[1]?.main.map(({ pieces }) => pieces.length)).toEqual([2, 2, 2])
  })

  it('says what the small figures are: above the column, or before them where they are another thing', () => {
    const column = { align: 'right', perStrategy: true, beside: 'unpacked' } as const
    const values = [{ text: '1MB' }, { text: '2MB' }]
    const { columns } = layoutTable(
      {
        columns: [{ id: 'download', title: 'Download', ...column }],
        rows: [[{ values, beside: [{ text: '3MB' }, { text: '4MB' }] }]],
        totals: [[{ values, beside: [{ text: '5MB' }, { text: '6MB' }], besideLabel: 'without sharing' }]],
      },
      { ...room, strategies: 2 },
    )
    expect(columns[0]?.title).toEqual(['Download (unpacked)'])
    const small = columns[0]?.cells.map(({ beside }) => beside[0]?.pieces.map(({ text }) => text))
    expect(small).toEqual([
      ['3MB', '4MB'],
      ['without sharing 5MB', '6MB'],
    ])
  })

  it('loses no value of a row, however narrow it gets', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 200, max: 1600 }),
        (strategies, widest) => {
          const { columns } = layoutTable(tableOf(strategies, 3), { widest, strategies, mostRows: 9 })
          const drawn = columns.filter(({ column }) => column.perStrategy)
          for (const { cells } of drawn) {
            expect(cells[1]?.main.flatMap(({ pieces }) => pieces)).toHaveLength(strategies)
          }
        },
      ),
    )
  })

  it('counts the rows that it leaves out, and keeps the totals', () => {
    const layout = layoutTable(tableOf(2, 50), { ...room, mostRows: 12, strategies: 2 })
    expect(layout).toMatchObject({ rows: 13, totals: 1, left: 38 })
  })

  const plainTable = (count: number, texts: readonly string[], more: Partial<CardTable> = {}): CardTable => ({
    columns: Array.from({ length: count }, (_, index) => ({
      ...{ id: `c${index}`, title: `c${index}`, align: 'left', perStrategy: false },
    })),
    rows: [texts.map((text) => ({ values: [{ text }] }))],
    ...more,
  })

  it('draws twenty totals and sixty columns at most', () => {
    const row = [{ values: [{ text: '1' }] }]
    const totals = Array.from({ length: 21 }, () => row)
    expect(layoutTable(plainTable(1, ['1'], { totals }), { ...room, strategies: 0 })).toMatchObject({
      ...{ rows: 21, totals: 20, left: 0 },
    })
    const wide = { widest: 1e6, strategies: 1, mostRows: 9 }
    expect(layoutTable(plainTable(60, []), wide).columns).toHaveLength(60)
    const more = layoutTable(plainTable(1061, []), wide).columns
    expect([more.length, more.at(-1)?.title]).toEqual([61, ['… +1,001']])
    expect(more.at(-1)?.cells.map(({ main }) => main[0]?.pieces[0]?.text)).toEqual(['…'])
  })

  it('gives names less room than words, and breaks both', () => {
    const words = Array.from({ length: 40 }, () => 'word').join(' ')
    const { columns, width } = layoutTable(plainTable(2, [words, words]), { ...room, strategies: 1 })
    const [names, others] = columns
    expect(names!.width).toBeLessThanOrEqual(300)
    expect(others!.width).toBeGreaterThan(300)
    expect(others!.width).toBeLessThanOrEqual(380)
    expect(columns.map(({ cells }) => cells[0]?.main.length)).toEqual([3, 3])
    expect(width).toBe(names!.width + 22 + others!.width)
  })

  it('keeps as many columns as can be read, the first two in any case', () => {
    const of = (widest: number) =>
      layoutTable(plainTable(4, ['x'.repeat(12), 'y', 'z', 'w']), { ...room, strategies: 1, widest })
    const whole = of(1000)
    expect(whole.columns).toHaveLength(4)
    expect(of(Math.ceil(0.72 * whole.width)).columns).toHaveLength(4)
    const fewer = of(Math.floor(0.72 * whole.width) - 1)
    expect(fewer.columns.map(({ title }) => title[0])).toEqual(['c0', 'c1', '… +2'])
    const ten = plainTable(
      10,
      Array.from({ length: 10 }, () => 'x'.repeat(12)),
    )
    const all = layoutTable(ten, { ...room, strategies: 1 })
    const half = layoutTable(ten, { ...room, strategies: 1, widest: (0.72 * all.width) / 2 })
    const fitting = Math.floor((all.width / 2 - 60) / (all.columns[0]!.width + 22))
    expect(half.columns.map(({ title }) => title[0]).slice(-2)).toEqual([
      `c${fitting - 1}`,
      `… +${10 - fitting}`,
    ])
    expect(of(1).columns.map(({ title }) => title[0])).toEqual(['c0', 'c1', '… +2'])
  })

  it('is as high as the longest title and the cells take', () => {
    const heightOf = (title: string, texts = ['a']) => {
      const [column] = plainTable(1, []).columns
      const layout = layoutTable(plainTable(1, texts, { columns: [{ ...column!, title }] }), {
        ...room,
        strategies: 1,
      })
      return [layout.columns[0]?.title.length, drawTable(layout, 500, THEMES.light).height]
    }
    const words = (count: number) => Array.from({ length: count }, () => 'a-long-word').join(' ')
    expect(heightOf('a')).toEqual([1, 58])
    expect(heightOf(words(2))).toEqual([2, 74])
    expect(heightOf(words(3))).toEqual([3, 90])
    expect(heightOf(words(9))).toEqual([3, 90])
    expect(heightOf('')).toEqual([0, 58])
  })

  it('counts the values of a row', () => {
    const [one] = plainTable(1, ['1']).columns
    const columns = [one!, { ...one!, perStrategy: true }]
    expect([0, 1, 3].map((strategies) => valuesPerRow({ columns, rows: [] }, strategies))).toEqual([2, 2, 4])
  })

  it('counts the columns that would make it too small to read', () => {
    const columns = Array.from({ length: 51 }, (_, index) => ({
      id: `c${index}`,
      title: `0.0.${index}`,
      align: 'right' as const,
      perStrategy: false,
    }))
    const rows = [columns.map(() => ({ values: [{ text: '606.83MB' }] }))]
    const layout = layoutTable({ columns, rows }, { ...room, strategies: 1 })
    expect(layout.columns.length).toBeLessThan(40)
    expect(layout.columns.at(-1)?.title).toEqual([`… +${52 - layout.columns.length}`])
    expect(layout.width).toBeLessThanOrEqual(1536 / 0.72)
  })
})
