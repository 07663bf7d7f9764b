import { describe, expect, it } from 'vitest'
import type { ImageReport, LayerReport } from '../../analysis/report'
import { bandHeights, chainRows } from './chain-rows'

const layer = (name: string): LayerReport => ({ chainId: name, diffId: name, depth: 1, sharedBy: 1 })
const image = {
  presentIn: [],
  readAt: '',
  stepsFrom: 'config',
  layers: [0, 1],
  reused: [],
} satisfies ImageReport['tag']['image']
const report: ImageReport = {
  tag: { tag: '1', reference: 'a/b:1', failures: [], cells: {}, image },
  layers: [layer('base'), layer('top')],
  history: [
    { createdBy: '/bin/sh -c #(nop) ADD file:1 in / ', layer: 0 },
    { createdBy: '/bin/sh -c #(nop)  CMD ["sh"]', layer: null, imageId: 'sha256:1' },
    { createdBy: '/bin/sh -c rm -rf x', layer: 1, imageId: 'sha256:2' },
  ],
}

describe('chainRows', () => {
  it('gives every step a line, base first, and a layer to those that made one', () => {
    const rows = chainRows(report, undefined)
    expect(rows.map(({ step, layer }) => [step, layer?.report.diffId])).toEqual([
      [1, 'base'],
      [2, undefined],
      [3, 'top'],
    ])
    expect(rows[2]?.instruction?.text).toBe('RUN rm -rf x')
  })

  it('sets the image that the builder kept beside its step', () => {
    const parents = [{ id: 'sha256:2', parent: 'sha256:1', layers: 2, tags: [] }]
    const chain = {
      layers: [],
      parents,
      problems: [],
      files: { known: 0, layers: 2, readable: true, small: false },
    }
    expect(chainRows(report, chain).map(({ image }) => image?.id)).toEqual([undefined, undefined, 'sha256:2'])
  })

  it('shows layers alone when steps could not be paired with them', () => {
    const unpaired = {
      ...report,
      tag: { ...report.tag, image: { ...image, stepsFrom: 'unpaired' as const } },
    }
    expect(chainRows(unpaired, undefined).map(({ step, layer }) => [step, layer?.position])).toEqual([
      [undefined, 0],
      [undefined, 1],
    ])
  })
})

describe('bandHeights', () => {
  it('follow the bytes, and leave a hair of a layer of whiteouts', () => {
    const [base = 0, small = 0, none = 0] = bandHeights([3_000_000, 1_000_000, 0], 'linear')
    expect(base / small).toBeCloseTo(3)
    expect(none).toBeGreaterThan(0)
  })

  it('are nearer to one another by the logarithm, and equal when asked for', () => {
    const [base = 0, small = 0] = bandHeights([500_000_000, 50_000], 'log')
    expect(base / small).toBeLessThan(4)
    expect(new Set(bandHeights([5, 50, 500], 'equal')).size).toBe(1)
  })

  it('are there for an image of no bytes and for one of no layers', () => {
    expect(bandHeights([0, 0], 'linear')).toEqual([4, 4])
    expect(bandHeights([], 'log')).toEqual([])
  })
})
