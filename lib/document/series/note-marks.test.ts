import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChartNote } from '../document'
import { leaderOf, MARK, MARKS_HEIGHT, planNotes, spread } from './note-marks'

const widthOf = (text: string, size: number) => text.length * size * 0.55
const note = (place: number, number = place + 1, text = `0.0.${place}: +9MB`): ChartNote => ({
  ...{ place, number, text },
  ...{ strategy: 0, colour: 0, sentence: `(${number}) ${text}` },
})
const planned = (notes: readonly ChartNote[], width = 600, places = 20, listed = false) =>
  planNotes(notes, ({ place }) => 40 + ((place + 0.5) / places) * width, {
    ...{ left: 40, right: 40 + width, top: 10, listed, widthOf },
  })
const many = fc.array(fc.nat(19), { maxLength: 30 })

describe('the marks above a plot', () => {
  it('never stand on each other nor beside the plot, and keep the order of what they are about', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 60, max: 900 }), (places, width) => {
        const notes = places.map((place, at) => note(place, at + 1))
        const { placed, height } = planned(notes, width)
        expect(placed).toHaveLength(notes.length)
        for (const [at, one] of placed.entries()) {
          expect(one.at - MARK.radius).toBeGreaterThanOrEqual(40 - 0.001)
          expect(one.at + MARK.radius).toBeLessThanOrEqual(40 + width + 0.001)
          expect(one.y + MARK.radius).toBeLessThanOrEqual(one.foot)
          expect(one.foot).toBe(10 + height)
          for (const other of placed.slice(at + 1)) {
            if (one.y !== other.y) {
              expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(MARK.row)
              continue
            }
            expect(Math.abs(one.at - other.at)).toBeGreaterThanOrEqual(MARK.step - 0.001)
            expect(one.x).toBeLessThanOrEqual(other.x)
          }
        }
      }),
    )
  })

  it('stand right above it while they have room, and around it where several are about one tag', () => {
    const { placed, height } = planned([note(3), note(12)])
    expect(placed.map(({ at }) => at)).toEqual(placed.map(({ x }) => x))
    expect(height).toBe(MARKS_HEIGHT)
    const three = planned([note(9, 1), note(9, 2), note(9, 3)]).placed
    const [first, middle, last] = three.map(({ at, x }) => at - x)
    expect(middle).toBeCloseTo(0)
    expect(first).toBeCloseTo(-MARK.step)
    expect(last).toBeCloseTo(MARK.step)
    // At the end of the plot there is room on one side alone.
    const { placed: ends } = planned([note(19, 1), note(19, 2), note(19, 3)], 300, 20)
    expect(ends.at(-1)!.at).toBe(340 - MARK.radius)
  })

  it('take more rows where one is too short, and no room where there are none', () => {
    const notes = Array.from({ length: 12 }, (_, at) => note(at))
    expect(planned(notes, 180).height).toBe(MARKS_HEIGHT + MARK.row)
    expect(planned([])).toEqual({ height: 0, placed: [], named: true })
    expect(planned(Array.from({ length: 90 }, (_, at) => note(0, at))).placed).toHaveLength(40)
  })

  it('have their words beside them where all have room, which meet nothing', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 60, max: 1400 }), (places, width) => {
        const { placed, named } = planned(
          places.map((place, at) => note(place, at + 1)),
          width,
        )
        const labels = placed.map(({ label }) => label)
        expect(labels.every((label) => label !== undefined)).toBe(named)
        if (!named) expect(labels.every((label) => label === undefined)).toBe(true)
        let end = 40
        for (const { at, label } of named ? placed : []) {
          const [left, right] = [
            Math.min(at - MARK.radius, label!.left),
            Math.max(at + MARK.radius, label!.right),
          ]
          expect(left).toBeGreaterThanOrEqual(end - 0.001)
          expect(right).toBeLessThanOrEqual(40 + width + 0.001)
          end = right
        }
      }),
    )
    const { placed } = planned([note(1), note(19)])
    expect(placed[0]!.label!.left).toBeGreaterThan(placed[0]!.at)
    expect(placed[1]!.label!.right).toBeLessThan(placed[1]!.at)
    const listed = planned([note(1)], 600, 20, true)
    expect([listed.named, listed.placed[0]?.label]).toEqual([false, undefined])
    expect(planned([note(1, 1, 'x'.repeat(300))]).named).toBe(false)
  })

  it('have a line that ends where it is to end', () => {
    const [mark] = planned([note(9)]).placed
    expect(leaderOf({ ...mark!, to: 200 })).toBe('M325.0 24.0L325.0 34.0V200.0')
    expect(leaderOf({ ...mark!, to: 30 })).toBe('M325.0 24.0L325.0 30.0V34.0')
  })
})

describe('spread', () => {
  it('moves nothing that has room, and all that has none as little as can be', () => {
    expect(spread([10, 50, 90], 17, 0, 100)).toEqual([10, 50, 90])
    expect(spread([10, 12], 4, 0, 100)).toEqual([9, 13])
    expect(spread([0, 0, 50], 10, 0, 100)).toEqual([0, 10, 50])
    expect(spread([100, 100], 10, 0, 100)).toEqual([90, 100])
    expect(spread([], 10, 0, 100)).toEqual([])
  })
})
