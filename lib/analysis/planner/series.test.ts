import { describe, expect, it } from 'vitest'
import { formatReference, parseReference } from '../../oci/reference'
import { parseSnapshot, writeSnapshot } from '../../sources/snapshot'
import { comparePlans, plannedImages, printed, values } from './compare-plans.testing'
import { hypothesis, MAX_RELEASES, PLAN_STRATEGIES, type Plan, type PlanStrategy } from './plan'
import { planProblems } from './problems'
import { plannedSeries } from './series'

describe("the articles' hypothesis", () => {
  const report = comparePlans([hypothesis('chained'), hypothesis('fixed-base'), hypothesis('custom-base')])

  it('is printed to the digit', () => {
    // reference/articles.json, `hypothesis`; an empty layer's `0MB` is `0B` as Docker prints it.
    expect(printed(report, 0, 'cached:unpacked')).toEqual(['732MB', '1MB', '1MB', '0B'])
    expect(printed(report, 1, 'cached:unpacked')).toEqual(['732MB', '502MB', '503MB', '500MB'])
  })

  it('is exact within the plan, not an estimate', () => {
    const kinds = report.strategies.flatMap(({ tags }) =>
      tags.flatMap(({ cells }) => [cells.local?.kind, cells.registry?.kind, cells['cached:unpacked']?.kind]),
    )
    expect(new Set(kinds)).toEqual(new Set(['exact']))
  })

  it('counts the layers as the articles do, and finds the kinds and the bases', () => {
    expect([0, 1].map((strategy) => values(report, strategy, 'layers'))).toEqual([
      [2, 3, 4, 5],
      [2, 2, 2, 2],
    ])
    expect(report.strategies.map(({ kind }) => [kind.kind, kind.base])).toEqual([
      ['chained', 'chained:0.0.1'],
      ['fixed-base', 'base'],
      ['custom-base', 'packages'],
    ])
  })

  it('shows what a custom base would have cost', () => {
    expect(printed(report, 2, 'cached:unpacked')).toEqual(['732MB', '2MB', '3MB', '0B'])
  })

  it('keeps the deleting layer, with bytes in the registry alone', () => {
    const last = plannedImages(hypothesis('chained')).at(-1)!
    expect(last.history.map(({ createdBy }) => createdBy)).toEqual([
      'FROM base',
      'COPY packages, app 0.0.1',
      'COPY app 0.0.2',
      'COPY app 0.0.3',
      'RUN rm app',
    ])
    expect(last.layers.at(-1)).toMatchObject({ unpacked: { bytes: 0 }, blob: { transferBytes: 104 } })
  })
})

describe('plannedSeries', () => {
  const plan = (strategy: PlanStrategy, more: Partial<Plan> = {}): Plan => ({
    ...hypothesis(strategy),
    removeAtEnd: false,
    ...more,
  })

  it('gives equal content in two strategies equal digests, and other content others', () => {
    const [fixed, chained, custom] = (['fixed-base', 'chained', 'custom-base'] as const).map((strategy) =>
      plannedImages(plan(strategy)),
    )
    expect(fixed![0]!.layers[0]).toEqual(chained![0]!.layers[0])
    expect(fixed![0]!.layers[1]!.diffId).toBe(chained![0]!.layers[1]!.diffId)
    expect(fixed![0]!.layers[1]!.diffId).not.toBe(custom![0]!.layers[1]!.diffId)
    expect(fixed![0]!.layers[1]!.diffId).not.toBe(fixed![1]!.layers[1]!.diffId)
  })

  it('starts a new chain with another base, and copies other packages into a running one', () => {
    const created = (more: Partial<Plan>) =>
      plannedImages(plan('chained', more))
        .at(-1)!
        .history.map(({ createdBy }) => createdBy)
    expect(created({ baseEvery: 3 })).toEqual(['FROM base 2', 'COPY packages, app 0.0.4'])
    expect(created({ packagesEvery: 3 }).at(-1)).toBe('COPY packages 2, app 0.0.4')
  })

  it('lets a containerd store keep the packages under another base, a classic one not', () => {
    const plans = [plan('layer-per-concern', { baseEvery: 2, app: 'replaces', releases: 3 })]
    expect(printed(comparePlans(plans), 0, 'cached:unpacked')).toEqual(['732MB', '1MB', '732MB'])
    expect(printed(comparePlans(plans, 'containerd'), 0, 'cached:unpacked')).toEqual([
      '732MB',
      '1MB',
      '232MB',
    ])
  })

  it('shares nothing between the releases of a squashed series', () => {
    const report = comparePlans([plan('squashed')])
    expect(report.strategies[0]!.kind.kind).toBe('independent')
    expect(printed(report, 0, 'cached:unpacked')).toEqual(['732MB', '733MB', '734MB', '735MB'])
  })

  it("keeps the app's size when releases replace it", () => {
    const report = comparePlans([plan('custom-base', { app: 'replaces' })])
    expect(printed(report, 0, 'local')).toEqual(['732MB', '732MB', '732MB', '732MB'])
    expect(printed(report, 0, 'cached:unpacked')).toEqual(['732MB', '1MB', '1MB', '1MB'])
  })

  it('ends a chain at the layer limit and says so', () => {
    const long = plan('chained', { releases: 200 })
    expect(planProblems(long)).toEqual([{ code: 'layer-limit', release: 125, most: 125 }])
    const series = plannedSeries(long, 'x')
    expect(series.tags).toHaveLength(124)
    expect(series.problems).toEqual([{ code: 'too-many-tags', found: 200, shown: 124 }])
  })

  it('makes the most releases that are allowed in little time', () => {
    const start = performance.now()
    for (const strategy of PLAN_STRATEGIES) {
      plannedSeries(plan(strategy, { releases: MAX_RELEASES, baseEvery: 100 }), strategy)
    }
    expect(performance.now() - start).toBeLessThan(20_000)
  }, 30_000)

  it('makes facts that a snapshot can hold, and a repository for every name', () => {
    const names = ['Chained', '꼬리 물기', '기반 Base', '']
    const images = names.flatMap((name) =>
      plannedSeries(plan('chained'), name).tags.flatMap(({ snapshot }) => snapshot ?? []),
    )
    expect(new Set(images.map(({ reference }) => reference)).size).toBe(images.length)
    for (const { reference } of images) expect(formatReference(parseReference(reference)!)).toBe(reference)
    const text = writeSnapshot({ title: 'plan', createdAt: '2026-11-21T00:00:00Z', images })
    expect(parseSnapshot(text, 'plan').images).toHaveLength(16)
  })
})
