import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignRows } from './align'

const rowsOf = (...lists: (readonly string[])[]) =>
  alignRows(lists.map((list) => list.map((tag) => ({ tag }))))
const labels = (...lists: (readonly string[])[]) => rowsOf(...lists).map(({ label }) => label)

describe('alignRows', () => {
  it('lays equal tags side by side and leaves gaps', () => {
    expect(rowsOf(['1', '2'], ['2', '3'])).toEqual([
      { label: '1', tags: [0, null] },
      { label: '2', tags: [1, 0] },
      { label: '3', tags: [null, 1] },
    ])
  })

  it('aligns by position when no version is shared', () => {
    expect(rowsOf(['1', '2'], ['a'])).toEqual([
      { label: '1 / a', tags: [0, 0] },
      { label: '2', tags: [1, null] },
    ])
    expect(labels(['6.0.0', '6.0.1'], ['1.20.2', '1.21.0'])).toEqual(['6.0.0 / 1.20.2', '6.0.1 / 1.21.0'])
  })

  it('pairs names that say one version, and names each', () => {
    expect(rowsOf(['1.2.0', '1.2.1'], ['v1.2.1', 'v1.3'], ['1.2-alpine', '1.3.0-alpine'])).toEqual([
      { label: '1.2.0 / 1.2-alpine', tags: [0, null, 0] },
      { label: '1.2.1 / v1.2.1', tags: [1, 0, null] },
      { label: 'v1.3 / 1.3.0-alpine', tags: [null, 1, 1] },
    ])
  })

  it('does not take a name that moves for the first of its versions, nor a commit for a version', () => {
    expect(labels(['1.0.0', '2.0.0'], ['1', '2.0.0'])).toEqual(['1.0.0', '1', '2.0.0'])
    expect(labels(['1.0', '2.0'], ['1.0-3-g1234567', '2.0'])).toEqual(['1.0', '1.0-3-g1234567', '2.0'])
  })

  it('takes a name that was folded into a row for one of its versions', () => {
    const folded = [
      { tag: '1.26.3', aliases: ['1.26'] },
      { tag: '1.27.3', aliases: ['1.27', 'latest'] },
    ]
    const short = [{ tag: '1.27' }, { tag: 'latest' }]
    expect(alignRows([folded, short])).toEqual([
      { label: '1.26.3', tags: [0, null] },
      { label: '1.27.3 / 1.27', tags: [1, 0] },
      { label: 'latest', tags: [null, 1] },
    ])
    expect(alignRows([short, folded]).map(({ tags }) => tags)).toEqual([
      [null, 0],
      [0, 1],
      [1, null],
    ])
  })

  it('puts versions in their order between those in common', () => {
    expect(labels(['1.0', '1.2', '3.0'], ['1.0', '1.1', '1.3', '3.0'], ['0.9', '1.1', '2.0'])).toEqual([
      ...['0.9', '1.0', '1.1', '1.2', '1.3', '2.0', '3.0'],
    ])
  })

  const tagList = fc.uniqueArray(
    fc.constantFrom('1.0', 'v1.0', '1.1', '1.2-alpine', '1.2', '2', 'latest', 'edge'),
  )
  const lists = fc.array(tagList, { minLength: 1, maxLength: 4 })

  it('holds every tag of every series exactly once, and none twice in a row', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const rows = rowsOf(...all)
        all.forEach((list, strategy) => {
          const used = rows.map((row) => row.tags[strategy]).filter((index) => index !== null)
          expect(used.toSorted()).toEqual(list.map((_, index) => index))
        })
      }),
    )
  })

  it('keeps the order of every series that is ordered by version, with equal versions together', () => {
    const versions = fc.uniqueArray(fc.nat(12), { maxLength: 8 }).map((all) => all.toSorted((a, b) => a - b))
    const series = fc.tuple(versions, fc.constantFrom('', 'v'), fc.constantFrom('', '-alpine', '-slim'))
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), (all) => {
        const rows = rowsOf(
          ...all.map(([numbers, before, behind]) => numbers.map((number) => `${before}1.${number}${behind}`)),
        )
        const numbers = rows.map(({ tags }) =>
          tags.flatMap((index, strategy) => (index === null ? [] : all[strategy]![0][index]!)),
        )
        const shares = new Set(all.flatMap(([own]) => own)).size < all.flatMap(([own]) => own).length
        for (const [strategy, [own]] of all.entries())
          expect(rows.flatMap(({ tags }) => tags[strategy] ?? [])).toEqual([...own.keys()])
        if (!shares) return
        expect(numbers.every((row) => new Set(row).size === 1)).toBe(true)
        expect(numbers.map(([first]) => first)).toEqual(
          [...new Set(all.flatMap(([own]) => own))].toSorted((a, b) => a - b),
        )
      }),
    )
  })
})
