import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes } from '../i18n/format'
import { estimate, exact, unknown } from './cell'
import { type Judged, judge } from './judge'

const known = (...values: number[]) => values.map((value) => exact(value, 'bytes'))
const because = { code: 'no-registry', data: { layers: 2 } } as const
const missing = unknown('bytes', because)

describe('judge', () => {
  it('names the one that is better than every other by more than 1 %', () => {
    expect(judge(known(300, 100, 102))).toEqual({ best: 1, tied: [], marked: [1], unknown: [] })
    expect(judge([exact(2, 'layers'), estimate(1, 'layers', because)])).toMatchObject({ best: 1 })
    expect(judge(known(0, 1))).toMatchObject({ best: 0, tied: [] })
  })

  it.each([
    ['equal', [7, 7], [0, 1]],
    ['printed alike', [788_499_999, 787_500_000], [0, 1]],
    ['within 1 %', [1000, 1010], [0, 1]],
    ['nothing', [0, 0, 0], [0, 1, 2]],
  ])('has no winner among figures that are %s', (_, values, tied) => {
    expect(judge(known(...values))).toEqual({ best: undefined, tied, marked: [], unknown: [] })
  })

  it('marks those that tie ahead of a worse one', () => {
    expect(judge(known(500, 100, 900, 101))).toEqual({
      best: undefined,
      tied: [1, 3],
      marked: [1, 3],
      unknown: [],
    })
  })

  it('crowns nobody over a figure that is not known, and says whose it is and why', () => {
    expect(judge([...known(300, 100), missing])).toEqual({
      tied: [],
      marked: [],
      unknown: [{ at: 2, why: because }],
    })
    expect(judge([undefined, ...known(100, 100)])).toEqual({ tied: [1, 2], marked: [], unknown: [{ at: 0 }] })
    expect(judge([{ kind: 'unknown' }, ...known(1, 9)]).best).toBeUndefined()
  })

  it('leaves out whoever takes no part', () => {
    expect(judge([null, ...known(300, 100)])).toEqual({ best: 2, tied: [], marked: [2], unknown: [] })
    expect(judge([null, exact(3, 'bytes')])).toEqual({ tied: [], marked: [], unknown: [] })
    expect(judge([])).toEqual({ tied: [], marked: [], unknown: [] })
  })

  it('goes by the texts of figures that are rounded coarsely', () => {
    const hours = [3640, 3690].map((value) => ({ kind: 'exact', value }) as const)
    expect(judge(hours).best).toBe(0)
    expect(judge(hours, ['1 h 1 min', '1 h 1 min'])).toMatchObject({ best: undefined, tied: [0, 1] })
    expect(judge(hours, ['1 h 1 min', '1 h 2 min']).best).toBe(0)
  })

  it('finds a tie wherever bytes are printed alike, in both units and whatever they are of', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 15, noNaN: true }),
        fc.double({ min: 0, max: 0.02 }),
        (log, more) => {
          const a = Math.round(10 ** log)
          const b = Math.round(a * (1 + more))
          const alike = (['decimal', 'binary'] as const).some((units) =>
            (['unpacked', 'transfer'] as const).some(
              (of) => formatBytes(a, of, units) === formatBytes(b, of, units),
            ),
          )
          return !alike || judge(known(a, b)).tied.length === 2
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('never names a winner that another figure ties with or that is unknown, whatever the order', () => {
    const one: fc.Arbitrary<Judged> = fc.oneof(
      { weight: 8, arbitrary: fc.nat(300).map((value) => exact(value, 'bytes')) },
      fc.constantFrom<Judged>(missing, null, undefined),
    )
    fc.assert(
      fc.property(fc.array(one, { maxLength: 7 }), (figures) => {
        const { best, tied, marked, unknown: lacking } = judge(figures)
        const values = figures.map((figure) => (figure && 'value' in figure ? figure.value : undefined))
        if (best !== undefined) {
          expect(tied).toEqual([])
          for (const [at, value] of values.entries())
            if (at !== best && value !== undefined) expect(value).toBeGreaterThan(values[best]! * 1.01)
        }
        if (lacking.length > 0) expect([best, ...marked]).toEqual([undefined])
        const mirrored = judge(figures.toReversed())
        const flip = (at: number) => figures.length - 1 - at
        expect(mirrored.best === undefined ? undefined : flip(mirrored.best)).toBe(best)
        expect(mirrored.tied.map(flip).toReversed()).toEqual(tied)
      }),
    )
  })
})
