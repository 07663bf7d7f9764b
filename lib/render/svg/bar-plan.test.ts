import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../document/compare/bars'
import { rowsOf } from '../../document/compare/rows'
import { sampleReport } from '../../document/sample.testing'
import { bandAtPoint, bandHeights, type PlacedBar, type PlanOptions, planBars } from './bar-plan'
import { madeBars } from './documents.testing'
import { ribbonsOf } from './ribbons'
import { textWidth } from './text-width'

const made = (strategies: number, tags: number, options: Partial<PlanOptions> = {}) => {
  const { groups } = madeBars({ strategies, tags })
  return planBars({
    groups,
    strategies,
    units: 'decimal',
    width: 700,
    layout: 'side',
    mostRows: 1,
    ...options,
  })
}
const sizes = fc.record({
  strategies: fc.integer({ min: 1, max: 6 }),
  tags: fc.integer({ min: 1, max: 40 }),
  width: fc.integer({ min: 320, max: 1300 }),
  layout: fc.constantFrom('side', 'ribbons'),
})

describe('planBars', () => {
  it('stays within its width, without two bars or figures in one place', () => {
    fc.assert(
      fc.property(sizes, ({ strategies, tags, ...options }) => {
        const plan = made(strategies, tags, options)
        expect(plan.left).toBe(0)
        for (const { bars, x, width, floor } of plan.rows) {
          let end = x - 0.01
          let said = 0
          for (const bar of bars.toSorted((a, b) => a.x - b.x)) {
            expect(bar.x).toBeGreaterThanOrEqual(end - 0.01)
            end = bar.x + bar.width
            const { figure } = bar
            if (figure) {
              const wide = figure.upright ? 10 : textWidth(figure.text, 10.5)
              const left = figure.upright ? figure.x - 8 : figure.x - wide / 2
              expect(left).toBeGreaterThanOrEqual(said - 0.6)
              said = left + wide
            }
            expect(bar.top).toBeLessThanOrEqual(floor)
          }
          expect(end).toBeLessThanOrEqual(x + width + 0.01)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('names the lane of a strategy that is shown alone after that one', () => {
    const { groups } = madeBars({ strategies: 3, tags: 4 })
    const alone = groups.map((group) => ({ ...group, bars: [group.bars[1]] }))
    const [row] = made(3, 4, { groups: alone, layout: 'ribbons' }).rows
    expect(row?.lanes.map(({ strategy }) => strategy)).toEqual([1])
  })

  it('draws every bar once, in either layout', () => {
    for (const layout of ['side', 'ribbons'] as const) {
      const bars = made(6, 30, { layout, width: 1100 }).rows.flatMap((row) => row.bars)
      expect(new Set(bars.map(({ bar }) => bar)).size).toBe(bars.length)
      // The third strategy has no second tag.
      expect(bars).toHaveLength(6 * 30 - 1)
    }
  })

  it('keeps of many upright figures the largest and the last of each strategy', () => {
    const { bars } = made(3, 14, { width: 1100 }).rows[0]!
    const said = bars.filter(({ figure }) => figure)
    expect(said.every(({ figure }) => figure?.upright)).toBe(true)
    for (const strategy of [0, 1, 2]) {
      const own = bars.filter((bar) => bar.strategy === strategy)
      const most = Math.max(...own.map(({ bar }) => bar.figure ?? 0))
      const kept = said.filter((bar) => bar.strategy === strategy)
      expect(kept.length).toBeLessThanOrEqual(2)
      expect(kept).toContain(own.at(-1))
      expect(kept.map(({ bar }) => bar.figure)).toContain(most)
    }
    expect(made(3, 8, { width: 700 }).rows[0]!.bars.filter(({ figure }) => figure)).toHaveLength(23)
  })

  it('has an axis as high as what it draws', () => {
    const { axis, rows } = made(3, 4)
    expect(
      Math.min(...rows.flatMap((row) => row.bars.map(({ top }) => row.floor - row.plot - top))),
    ).toBeLessThan(1)
    expect(axis.ticks.at(-1)).toBeLessThanOrEqual(axis.top)
    expect(axis.ticks.length).toBeGreaterThan(2)
  })

  it('puts lanes below each other where tags would stand too close', () => {
    expect(made(3, 4, { layout: 'ribbons' }).rows).toHaveLength(1)
    expect(made(3, 30, { layout: 'ribbons' }).rows.map(({ lanes }) => lanes.length)).toEqual([1, 1, 1])
  })

  it('has nothing to draw of no tags', () => {
    expect(
      planBars({ groups: [], strategies: 0, units: 'decimal', width: 300, layout: 'ribbons', mostRows: 1 }),
    ).toMatchObject({ rows: [], left: 0 })
    expect(
      planBars({ groups: [], strategies: 0, units: 'decimal', width: 300, layout: 'side', mostRows: 1 }),
    ).toMatchObject({ rows: [{ bars: [] }] })
  })
})

describe('bandHeights', () => {
  it('come to the height of the bar, each seen where there is room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e9), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2, max: 250 }),
        (bytes, height) => {
          const drawn = bandHeights(bytes, height)
          expect(drawn.reduce((sum, one) => sum + one, 0)).toBeCloseTo(height)
          for (const one of drawn) expect(one).toBeGreaterThan(0)
        },
      ),
    )
    expect(bandHeights([521e6, 104], 250)).toEqual([248, 2])
  })
})

const report = sampleReport()
const groups = groupsOf(report, rowsOf(report, { key: 'version', descending: false }), 'total')
const sample = (layout: PlanOptions['layout']) =>
  planBars({
    groups,
    strategies: report.strategies.length,
    units: 'decimal',
    width: 900,
    layout,
    mostRows: 1,
  })

describe('bandAtPoint', () => {
  it('finds each band at its middle, and nothing beside the bars', () => {
    const plan = sample('side')
    for (const bar of plan.rows.flatMap((row) => row.bars)) {
      for (const [band, { y, height }] of bar.bands.entries()) {
        const found = bandAtPoint(plan, bar.x + bar.width / 2, y + height / 2)
        expect(found).toMatchObject({ place: { group: bar.group, bar: bar.strategy, band }, bar: bar.bar })
      }
    }
    expect(bandAtPoint(plan, 1, 100)).toBeUndefined()
    expect(bandAtPoint(plan, 400, plan.height + 100)).toBeUndefined()
  })
})

describe('ribbonsOf', () => {
  it('joins what neighbours of one series share, and nothing else', () => {
    const [row] = sample('ribbons').rows
    const ribbons = ribbonsOf(row!)
    const pairs = row!.bars.flatMap((left, at) => {
      const right = row!.bars[at + 1]
      return right?.strategy === left.strategy ? [[left, right] as const] : []
    })
    const idsOf = ({ bands }: PlacedBar) => bands.flatMap(({ band }) => band.ids)
    const shared = pairs.flatMap(([left, right]) => idsOf(left).filter((id) => idsOf(right).includes(id)))
    expect(ribbons.flatMap(({ layers }) => layers)).toEqual(shared)
    for (const { d } of ribbons) expect(d).toMatch(/^M[\d.]+ [\d.]+C[\d. ]+V[\d.]+C[\d. ]+Z$/)
  })
})
