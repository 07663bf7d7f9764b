import { expect, it } from 'vitest'
import { sampleReport } from '../sample.testing'
import { holdersOf, holdsSame } from './band-holders'
import { groupsOf } from './bars'
import { rowsOf } from './rows'

const report = sampleReport()
const groups = groupsOf(report, rowsOf(report, { key: 'version', descending: false }), 'total')
const bandAt = (group: number, bar: number, band: number) => groups[group]!.bars[bar]!.bands[band]!

it('names the tags that hold a layer, by strategy', () => {
  expect(holdersOf(bandAt(0, 0, 0), groups)).toEqual([['0.0.1 ~ 0.0.4'], ['0.0.1 ~ 0.0.4']])
  expect(holdersOf(bandAt(2, 0, 2), groups)).toEqual([['0.0.2 ~ 0.0.4'], []])
  expect(holdersOf(bandAt(2, 1, 1), groups)).toEqual([[], ['0.0.3']])
})

it('names none for several layers that are drawn as one', () => {
  const band = bandAt(0, 0, 0)
  expect(holdersOf({ ...band, ids: [...band.ids, 'other'] }, groups)).toBeUndefined()
})

it('knows a layer in another bar', () => {
  expect(holdsSame(bandAt(0, 0, 0), bandAt(3, 1, 0))).toBe(true)
  expect(holdsSame(bandAt(0, 0, 0), bandAt(0, 0, 1))).toBe(false)
})
