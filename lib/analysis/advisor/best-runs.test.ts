import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../layerfs/entry'
import { bestSpans, repetitionOfFiles, repetitionOfSizes } from './best-runs'
import { bytesOf, commonLeaves, type Leaves } from './leaves'

const leaves: fc.Arbitrary<Leaves> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 3 }))
  .map((files) => new Map(Object.entries(files).map(([path, bytes]) => [path, entry(path, bytes)])))

function entry(path: string, bytes: number): Entry {
  return { path, kind: 'file', contentBytes: bytes, mode: 0, uid: 0, gid: 0, modified: 0, hash: `${bytes}` }
}

describe('repetitionOfFiles', () => {
  it('counts for every span what all of its tags have alike', () => {
    fc.assert(
      fc.property(fc.array(leaves, { maxLength: 7 }), (tags) => {
        const matrix = repetitionOfFiles(tags)
        for (let first = 0; first < tags.length; first++) {
          for (let last = first; last < tags.length; last++) {
            const common = commonLeaves(tags.slice(first, last + 1))
            expect(matrix[first]![last]).toBe(bytesOf(common))
          }
        }
      }),
    )
  })
})

describe('bestSpans', () => {
  it('spares as much as the best of all divisions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }), (sizes) => {
        const matrix = repetitionOfSizes(sizes)
        const spared = (start: number, end: number) => (end - start - 1) * matrix[start]![end - 1]!
        const best = (start: number): number =>
          start === sizes.length
            ? 0
            : Math.max(
                ...sizes
                  .slice(start)
                  .map((_, length) => spared(start, start + length + 1) + best(start + length + 1)),
              )
        const found = bestSpans(matrix).reduce((sum, { start, end }) => sum + spared(start, end), 0)
        expect(found).toBe(best(0))
      }),
    )
  })

  it('finds no span in one tag or none', () => {
    expect(bestSpans(repetitionOfSizes([5]))).toEqual([])
    expect(bestSpans([])).toEqual([])
  })
})
