import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Advice } from './chain-report'
import { groupedAdvice } from './grouped-advice'

const one = (code: Advice['code'], savedBytes: number, layers: number[], files = 1): Advice => ({
  code,
  savedBytes,
  layers,
  files,
  example: `${code} ${layers}`,
})
const brief = (advice: readonly Advice[], ends: readonly number[] = []) =>
  groupedAdvice(
    advice,
    ends.map((end) => ({ ends: end })),
  ).map(({ code, layers, savedBytes }) => [code, layers, savedBytes])

describe('groupedAdvice', () => {
  it('is one line for a step that deletes what several others left', () => {
    const advice = [
      one('delete-where-created', 9, [1, 4], 2),
      one('delete-where-created', 5, [3, 4]),
      one('delete-where-created', 4, [1, 2]),
    ]
    expect(brief(advice)).toEqual([
      ['delete-where-created', [1, 3, 4], 14],
      ['delete-where-created', [1, 2], 4],
    ])
    expect(groupedAdvice(advice, [])[0]).toMatchObject({ files: 3, example: 'delete-where-created 1,4' })
  })

  it('is one line for steps that write the same files one after the other, and one for all that repeat', () => {
    const writes = [
      one('merge-steps', 9, [1, 2]),
      one('merge-steps', 8, [3, 4]),
      one('merge-steps', 7, [2, 3]),
    ]
    const repeats = [one('drop-repeated', 3, [6]), one('drop-repeated', 2, [8])]
    expect(brief([...writes, ...repeats])).toEqual([
      ['merge-steps', [1, 2, 3, 4], 24],
      ['drop-repeated', [6, 8], 5],
    ])
  })

  it('does not tell releases that lie on one another to merge', () => {
    const advice = [
      one('merge-steps', 9, [1, 2]),
      one('merge-steps', 8, [2, 3]),
      one('delete-where-created', 7, [3, 4]),
      one('merge-steps', 6, [4, 5]),
    ]
    // Releases of 2, 3 and 4 layers; the image itself has 6.
    expect(brief(advice, [2, 3, 4])).toEqual([
      ['between-releases', [1, 2, 3, 4], 24],
      ['merge-steps', [4, 5], 6],
    ])
  })

  it('saves as much as what it groups, and keeps its order', () => {
    const code = fc.constantFrom(
      'merge-steps' as const,
      'delete-where-created' as const,
      'drop-repeated' as const,
    )
    const some = fc.record({ code, bytes: fc.nat(99), from: fc.nat(9), more: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(some), fc.array(fc.nat(12)), (made, ends) => {
        const advice = made.map(({ code: of, bytes, from, more }) => one(of, bytes, [from, from + more]))
        const sum = (list: readonly { savedBytes: number }[]) =>
          list.reduce((all, { savedBytes: b }) => all + b, 0)
        const groups = groupedAdvice(
          advice,
          ends.map((end) => ({ ends: end })),
        )
        expect(sum(groups)).toBe(sum(advice))
        expect(groups.map(({ savedBytes }) => savedBytes)).toEqual(
          groups.map(({ savedBytes }) => savedBytes).toSorted((a, b) => b - a),
        )
      }),
    )
  })
})
