import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleReport } from '../sample.testing'
import { bandAfter, bandAt, firstBand } from './band-place'
import { type Group, groupsOf } from './bars'
import { rowsOf } from './rows'

const report = sampleReport()
const groups = groupsOf(report, rowsOf(report, { key: 'version', descending: false }), 'total')
const at = (group: number, bar: number, band: number) => ({ group, bar, band })
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']

describe('bandAfter', () => {
  it.each([
    ['ArrowRight', at(0, 0, 0), at(0, 1, 0)],
    ['ArrowRight', at(0, 1, 0), at(1, 0, 0)],
    ['ArrowRight', at(3, 0, 4), at(3, 1, 1)],
    ['ArrowRight', at(3, 1, 1), at(3, 1, 1)],
    ['ArrowLeft', at(1, 0, 0), at(0, 1, 0)],
    ['ArrowUp', at(0, 0, 0), at(0, 0, 1)],
    ['ArrowUp', at(0, 0, 1), at(0, 0, 1)],
    ['ArrowDown', at(0, 0, 0), at(0, 0, 0)],
    ['ArrowDown', at(3, 0, 3), at(3, 0, 2)],
    ['ArrowRight', at(0, 0, 1), at(0, 1, 1)],
    ['End', at(0, 0, 0), at(3, 1, 0)],
    ['End', at(3, 0, 4), at(3, 1, 1)],
    ['Home', at(3, 1, 1), at(0, 0, 1)],
  ])('leads by %s from %o to %o', (key, from, to) => {
    expect(bandAfter(key, from, groups)).toEqual(to)
  })

  it('leads along a lane where series have one each', () => {
    const right = (from: ReturnType<typeof at>) => bandAfter('ArrowRight', from, groups, 'ribbons')
    expect(right(at(0, 0, 0))).toEqual(at(1, 0, 0))
    expect(right(at(3, 0, 0))).toEqual(at(0, 1, 0))
    expect(bandAfter('End', at(0, 0, 0), groups, 'ribbons')).toEqual(at(3, 1, 0))
  })

  it('leaves other keys alone', () => {
    expect(bandAfter('Tab', at(0, 0, 0), groups)).toBeUndefined()
    expect(bandAfter('ArrowUp', at(0, 0, 0), [])).toBeUndefined()
  })

  it('skips what has no bar, and finds its way back from what is gone', () => {
    const holes: Group[] = groups.map(({ label, bars }, index) => ({
      label,
      bars: index === 1 ? [undefined, { ...bars[1]!, bytes: undefined, bands: [] }] : bars,
    }))
    expect(bandAfter('ArrowRight', at(0, 1, 0), holes)).toEqual(at(2, 0, 0))
    expect(bandAfter('ArrowRight', at(9, 0, 0), holes)).toEqual(at(0, 0, 0))
  })

  it('always leads to a band that is there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 40 }), (keys) => {
        let place = firstBand(groups)!
        for (const key of keys) place = bandAfter(key, place, groups)!
        expect(bandAt(groups, place)).toBeDefined()
      }),
    )
  })
})

describe('bandAt', () => {
  it('is a band and its bar, where both are', () => {
    const bar = groups[3]!.bars[0]!
    expect(bandAt(groups, at(3, 0, 2))).toEqual({ bar, band: bar.bands[2] })
    for (const none of [at(9, 0, 0), at(0, 9, 0), at(0, 0, 9)]) expect(bandAt(groups, none)).toBeUndefined()
  })
})

describe('firstBand', () => {
  it('is the base of the first bar that has any', () => {
    const [first, ...rest] = groups
    const none = { ...first!, bars: [undefined, { ...first!.bars[1]!, bands: [] }] }
    expect([firstBand(groups), firstBand([none, ...rest])]).toEqual([at(0, 0, 0), at(1, 0, 0)])
  })

  it('is nowhere in an empty chart', () => expect(firstBand([])).toBeUndefined())
})
