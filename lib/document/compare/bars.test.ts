import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import { compareReport } from '../../analysis/compare/report'
import { imageOf, layersOf, rules } from '../../analysis/pull/facts.testing'
import type { TagCellId } from '../../analysis/report'
import type { SortKey } from '../../link/view-state'
import type { Basis } from '../../oci/bytes'
import { factsOf, QUESTION, sampleFacts, seriesOf } from '../cards/sample-facts.testing'
import { groupsOf, ticksFor } from './bars'
import type { CardId } from './columns'
import { NEUTRAL } from './layer-colours'
import { differInPlace, type Row, rowsOf, spreadOf, withoutEmpty } from './rows'

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

  it('draws neighbours that are too small to be seen as one, of what is reused and what is not apart', () => {
    // 0.6 % of the tallest bar is 6 bytes.
    const sizes = [966, 5, 5, 6, 5, 1, 1, 6, 5]
    const layers = sizes.map((transferBytes, at) => ({
      ...report.layers[0]!,
      ...{ chainId: `${at}`, diffId: `${at}`, blobDigest: undefined, transferBytes },
    }))
    const [first] = report.strategies[0]!.tags
    const tag = { ...first!, cells: { 'cached:transfer': exact(1000, 'bytes') } }
    const image = { ...first!.image!, layers: [...sizes.keys()], reused: sizes.map((_, at) => at > 4) }
    const lower = { ...tag, image: { ...image, layers: [1], reused: [] } }
    const made = { ...report, basis: 'transfer' as const, layers }
    const [group] = groupsOf(made, [{ label: 'a', tags: [{ ...tag, image }, undefined, lower] }], 'cached')
    const bands = group?.bars[0]?.bands.map((band) => `${band.bytes} ${band.reused} ${band.layers.length}`)
    expect(bands).toEqual([
      ...['966 false 1', '10 false 2', '6 false 1', '5 false 1', '2 true 2', '6 true 1', '5 true 1'],
    ])
    expect(group?.bars.map((bar) => bar?.groupBytes)).toEqual([1000, undefined, 1000])
  })

  it('has no bar of what a source did not tell, nor of a tag without an image', () => {
    const [tag] = report.strategies[0]!.tags
    const gone = { ...tag!, image: undefined }
    const unknownFigure = { ...tag!, cells: {} }
    const layers = report.layers.map((layer) => ({ ...layer, transferBytes: undefined }))
    const bars = (tags: Row['tags'], of = report) => groupsOf(of, [{ label: 'a', tags }], 'uncached')[0]?.bars
    expect(bars([gone])).toEqual([undefined])
    expect(bars([unknownFigure])).toMatchObject([{ bytes: undefined, figure: undefined, bands: [] }])
    expect(bars([tag], { ...report, layers })).toMatchObject([{ bytes: undefined, bands: [] }])
  })

  it('draws no layer that comes from elsewhere as one of the registry', () => {
    const layers = report.layers.map((layer, at) => (at === 0 ? { ...layer, foreign: true as const } : layer))
    const bandsOf = (card: CardId, of = report) => groupsOf(of, rows, card)[0]?.bars[0]?.bands.length ?? 0
    expect(bandsOf('total', { ...report, layers })).toBe(bandsOf('total') - 1)
    expect(bandsOf('uncached', { ...report, layers })).toBe(bandsOf('uncached'))
  })

  it('gives a layer that two tags share one colour', () => {
    const [first, second] = groupsOf(report, rows, 'total')
    expect(second?.bars[0]?.bands[0]?.slot).toBe(first?.bars[1]?.bands[0]?.slot)
    expect(second?.bars[0]?.bands[0]?.slot).toBeGreaterThan(NEUTRAL)
  })

  it('colours no two layers alike in one view, and none that one tag alone holds', () => {
    const tags = fc.array(layersOf(['', "'"]), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(tags, fc.constantFrom('total', 'cached', 'uncached'), (series, card) => {
        const images = series.map((layers, index) => imageOf(`${index}`, ...layers))
        const made = compareReport(QUESTION, factsOf([seriesOf('made', images)]))
        const layersBySlot = new Map<number, Set<string>>()
        const drawn = groupsOf(made, rowsOf(made, { key: 'version', descending: false }), card)
        for (const { slot, layers } of drawn.flatMap(({ bars }) => bars.flatMap((bar) => bar?.bands ?? []))) {
          if (slot === NEUTRAL) continue
          expect(layers).toHaveLength(1)
          // However its blob was packed: a layer that was packed twice stands twice in the report's list.
          const holders = images.filter((image) =>
            image.layers.some(({ chainId }) => chainId === layers[0]?.chainId),
          )
          expect(holders.length).toBeGreaterThan(1)
          layersBySlot.set(slot, (layersBySlot.get(slot) ?? new Set()).add(layers[0]?.chainId ?? ''))
        }
        for (const ids of layersBySlot.values()) expect(ids.size).toBe(1)
      }),
    )
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
    expect(ticksFor(0)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(ticksFor(8)).toEqual([0, 2, 4, 6, 8])
    expect(ticksFor(9)).toEqual([0, 2.5, 5, 7.5, 10])
    expect(ticksFor(12)).toEqual([0, 5, 10, 15])
    expect(ticksFor(24)).toEqual([0, 10, 20, 30])
    expect(ticksFor(40)).toEqual([0, 10, 20, 30, 40])
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
  it('leave out strategies without a tag', () => {
    const [first, second] = report.strategies
    const shown = { ...report, strategies: [{ ...first!, tags: [] }, second!] }
    expect(withoutEmpty(shown)).toEqual({
      ...report,
      strategies: [second],
      rows: report.rows.map(({ label, tags }) => ({ label, tags: tags.slice(1) })),
    })
    expect(withoutEmpty(report)).toBe(report)
  })

  it('are of tags in different places, or of tags in one', () => {
    const [first] = report.strategies
    const [tag] = first!.tags
    const there = (...places: readonly ('daemon' | 'registry')[][]) =>
      differInPlace({
        ...report,
        strategies: places.map((presentIn) => ({
          ...first!,
          tags: [
            { ...tag!, image: { ...tag!.image!, presentIn } },
            { ...tag!, image: undefined },
          ],
        })),
      })
    expect([there(), there(['daemon']), there(['daemon'], ['daemon'])]).toEqual([false, false, false])
    expect([there(['daemon'], ['registry']), there(['daemon', 'registry'], ['daemon'])]).toEqual([true, true])
  })

  it('stand in the order of the first figure that is known, or of versions', () => {
    const cells = (value?: number) => ({ cells: value === undefined ? {} : { local: exact(value, 'bytes') } })
    const [first] = report.strategies
    const strategies = [
      [undefined, 2, 5, undefined],
      [1, 9, 9, undefined],
    ].map((values) => ({ ...first!, tags: values.map((value) => ({ ...first!.tags[0]!, ...cells(value) })) }))
    const rows = [0, 1, 2, 3].map((at) => ({ label: `${at}`, tags: [at, at] }))
    const by = (key: SortKey, descending: boolean) =>
      rowsOf({ ...report, strategies, rows }, { key, descending }).map(({ label }) => label)
    expect([by('local', false), by('local', true)].map((labels) => labels.join(''))).toEqual(['0123', '2103'])
    expect([by('version', false), by('version', true)].map((labels) => labels.join(''))).toEqual([
      '0123',
      '3210',
    ])
  })

  it('sort by a figure, unknown ones last either way', () => {
    const by = (descending: boolean) =>
      rowsOf(report, { key: 'registry', descending }).map(({ label }) => label)
    expect(by(false)).toEqual(['0.0.1', '0.0.2', '0.0.3', '0.0.4'])
    expect(by(true)).toEqual(['0.0.4', '0.0.3', '0.0.2', '0.0.1'])
  })

  it('are as far apart as their smallest and largest figure, where all that have a tag have one', () => {
    const figures = [exact(1, 'bytes'), exact(4, 'bytes'), exact(2, 'bytes')]
    expect(spreadOf(figures)).toEqual({ bytes: 3, ratio: 4 })
    expect(spreadOf([null, ...figures])).toEqual({ bytes: 3, ratio: 4 })
    for (const none of [undefined, unknown('bytes', { code: 'no-registry' })]) {
      expect(spreadOf([...figures, none])).toBeUndefined()
    }
    expect(spreadOf([null, exact(1, 'bytes')])).toBeUndefined()
  })
})
