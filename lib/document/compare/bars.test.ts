import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import { compareReport } from '../../analysis/compare/report'
import { imageOf, layersOf, rules } from '../../analysis/pull/facts.testing'
import type { TagCellId } from '../../analysis/report'
import type { Basis } from '../../oci/bytes'
import { factsOf, QUESTION, sampleFacts, seriesOf } from '../cards/sample-facts.testing'
import { groupsOf, ticksFor } from './bars'
import type { CardId } from './columns'
import { bestOf, rowsOf, spreadOf } from './rows'

const report = compareReport(QUESTION, sampleFacts())
const rows = rowsOf(report, { key: 'version', descending: false })

const figures = (basis: Basis): readonly (readonly [CardId, TagCellId])[] => [
  ['total', basis === 'transfer' ? 'registry' : 'local'],
  ['cached', `cached:${basis}`],
  ['uncached', `uncached:${basis}`],
]

describe('groupsOf', () => {
  it('draws bars whose height is the figure of the table', () => {
    for (const [row, group] of groupsOf(report, rows, 'uncached').entries()) {
      for (const [strategy, bar] of group.bars.entries()) {
        expect(rows[row]?.tags[strategy]?.cells['uncached:transfer']).toMatchObject({ value: bar?.figure })
      }
    }
  })

  it('draws what is reused beside what is downloaded, and counts only the latter', () => {
    const last = groupsOf(report, rows, 'cached').at(-1)?.bars[0]
    expect(last?.figure).toBe(104)
    expect(last?.bands.filter(({ reused }) => !reused).reduce((sum, { bytes }) => sum + bytes, 0)).toBe(104)
    expect(last?.bytes).toBeGreaterThan(600_000_000)
  })

  it('gives a layer that two tags share one colour', () => {
    const [first, second] = groupsOf(report, rows, 'total')
    expect(second?.bars[0]?.bands[0]?.slot).toBe(first?.bars[1]?.bands[0]?.slot)
  })

  it('draws what the cells count, under each rule, repeated blobs and unknown ones included', () => {
    // Tags of a registry, which may have packed content again, and tags that were built here and never pushed.
    const tags = fc.array(fc.oneof(layersOf(['', "'"]), layersOf(['?'])), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(tags, rules, fc.constantFrom('transfer', 'unpacked'), (series, rule, basis) => {
        const images = series.map((layers, index) => imageOf(`${index}`, ...layers))
        const made = compareReport({ ...QUESTION, rule, basis }, factsOf([seriesOf('made', images)]))
        const drawn = rowsOf(made, { key: 'version', descending: false })
        for (const [card, id] of figures(basis)) {
          for (const [row, { bars }] of groupsOf(made, drawn, card).entries()) {
            const cell = drawn[row]?.tags[0]?.cells[id]
            const [bar] = bars
            if (bar?.bytes === undefined) continue
            expect(cell).toMatchObject({ value: bar.figure })
            expect(bar.bands.reduce((sum, band) => sum + (band.reused ? 0 : band.bytes), 0)).toBe(bar.figure)
          }
        }
      }),
    )
  })
})

describe('ticksFor', () => {
  it('reaches the tallest bar in round steps', () => {
    expect(ticksFor(612_700_000)).toEqual([0, 200e6, 400e6, 600e6, 800e6])
    fc.assert(
      fc.property(fc.nat(), (tallest) => {
        const ticks = ticksFor(tallest)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(tallest)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

describe('rows', () => {
  it('sort by a figure, unknown ones last either way', () => {
    const by = (descending: boolean) =>
      rowsOf(report, { key: 'registry', descending }).map(({ label }) => label)
    expect(by(false)).toEqual(['0.0.1', '0.0.2', '0.0.3', '0.0.4'])
    expect(by(true)).toEqual(['0.0.4', '0.0.3', '0.0.2', '0.0.1'])
  })

  it('mark the smallest, and none when all are equal or alone', () => {
    const nothing = unknown('bytes', { code: 'no-registry' })
    expect([...bestOf([exact(2, 'bytes'), exact(1, 'bytes'), nothing])]).toEqual([1])
    expect([...bestOf([exact(1, 'bytes'), exact(1, 'bytes')])]).toEqual([])
    expect([...bestOf([exact(1, 'bytes'), nothing])]).toEqual([])
    expect(spreadOf([exact(1, 'bytes'), exact(4, 'bytes')])).toEqual({ bytes: 3, ratio: 4 })
  })
})
