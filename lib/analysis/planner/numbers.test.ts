import { describe, expect, it } from 'vitest'
import { fitLine, median, steps, sumKnown } from './numbers'

describe('numbers', () => {
  it.each([
    [[], undefined],
    [[7], 7],
    [[9, 1, 4], 4],
    [[10, 2, 4, 100], 7],
  ])('the median of %j is %s', (numbers, expected) => expect(median(numbers)).toBe(expected))

  it('steps are differences to the one before', () => {
    expect(steps([5, 8, 6])).toEqual([3, -2])
    expect(steps([5])).toEqual([])
  })

  it('a sum is known when all are', () => {
    expect(sumKnown([1, 0, 5])).toBe(6)
    expect(sumKnown([1, undefined])).toBeUndefined()
    expect(sumKnown([])).toBe(0)
  })

  it('a line is fitted through points that do not all stand above one another', () => {
    const points = [10, 20, 60].map((x) => ({ x, y: 7 + x / 4 }))
    expect(fitLine(points)?.slope).toBeCloseTo(0.25)
    expect(fitLine(points)?.start).toBeCloseTo(7)
    expect(fitLine([...points, { x: 20, y: 14 }])?.slope).toBeCloseTo(0.2398, 4)
    expect(
      fitLine([
        { x: 5, y: 1 },
        { x: 5, y: 2 },
      ]),
    ).toBeUndefined()
    expect(fitLine([])).toBeUndefined()
  })
})
