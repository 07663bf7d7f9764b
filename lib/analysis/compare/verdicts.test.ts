import { describe, expect, it } from 'vitest'
import { type Cell, exact, unknown } from '../cell'
import type { StrategyReport, TagCellId, TagReport } from '../report'
import { verdictsOf } from './verdicts'

const bytes = (count: number | undefined): Cell =>
  count === undefined ? unknown('bytes', { code: 'no-registry' }) : exact(count, 'bytes')

type Figures = readonly (number | undefined)[]

interface Made {
  readonly cached?: Figures
  readonly uncached?: Figures
  readonly left?: Figures
  /** What a registry, and a host, hold of each tag alone; all together hold the sum. */
  readonly held?: Figures
  readonly unread?: readonly number[]
}

/** What nobody reads of a tag is absent; what a source leaves open is unknown. */
function strategy({ cached = [], uncached = [], left = [], held = [], unread = [] }: Made): StrategyReport {
  const length = Math.max(cached.length, uncached.length, left.length, held.length)
  const tags = Array.from({ length }, (_, index): TagReport => {
    const own: Partial<Record<TagCellId, Cell>> = {
      ...(index < cached.length && { 'cached:transfer': bytes(cached[index]) }),
      ...(index < uncached.length && { 'uncached:transfer': bytes(uncached[index]) }),
      ...(index < held.length && { registry: bytes(held[index]), disk: bytes(held[index]) }),
      ...(left[index] !== undefined && { 'releases-left': exact(left[index], 'releases') }),
    }
    const image = { presentIn: [], readAt: '', stepsFrom: 'config', layers: [], reused: [] } as const
    return {
      tag: `${index + 1}`,
      reference: '',
      failures: [],
      cells: unread.includes(index) ? {} : own,
      ...(!unread.includes(index) && { image }),
    }
  })
  const all = sumOf(tags)
  return {
    input: { reference: 'x' },
    name: 'x',
    colour: 0,
    kind: { kind: 'single', sharedLayers: 0, chainedPairs: 0, pairs: 0, changesAt: [], bases: [] },
    cells: length > 0 ? { 'registry-disk': all, 'host-total': all } : {},
    tags,
    tagsFound: length,
    problems: [],
  }
}

function sumOf(tags: readonly TagReport[]) {
  const values = tags.map(({ cells: { registry } }) =>
    registry?.kind === 'exact' ? registry.value : undefined,
  )
  return values.every((value) => value !== undefined)
    ? exact(
        values.reduce((sum, value) => sum + value, 0),
        'bytes',
      )
    : unknown('bytes', { code: 'incomplete' })
}

function verdicts(...made: Made[]) {
  const strategies = made.map(strategy)
  const most = Math.max(...strategies.map(({ tags }) => tags.length))
  const rows = Array.from({ length: most }, (_, index) => ({
    label: `${index + 1}`,
    tags: strategies.map(({ tags }) => (index < tags.length ? index : null)),
  }))
  const found = verdictsOf({
    strategies,
    rows,
    basis: 'transfer',
    rule: 'classic',
    over: (position, _, tags) => sumOf(tags.map((tag) => strategies[position]!.tags[tag]!)),
  })
  const plain = found.map(({ code, figures, tied, absent, ...rest }) => ({
    ...{ code, ...rest },
    figures: figures.map(({ strategy: of, cell }) => [
      of,
      cell.kind === 'unknown' ? cell.why.code : cell.value,
    ]),
    ...(tied.length > 0 && { tied }),
    ...(absent.length > 0 && { absent }),
  }))
  return Object.fromEntries(plain.map(({ code, ...rest }) => [code, rest]))
}

describe('verdictsOf', () => {
  it('tells of the latest update that most strategies made', () => {
    const { update } = verdicts({ cached: [9, 5, 3] }, { cached: [9, 4] })
    expect(update).toEqual({
      data: { from: '1', to: '2' },
      best: 1,
      figures: [
        [0, 5],
        [1, 4],
      ],
    })
    expect(verdicts({ cached: [9, 5, 3] }).update).toEqual({
      data: { from: '2', to: '3' },
      best: undefined,
      figures: [[0, 3]],
    })
    expect(verdicts({ cached: [9] }).update).toBeUndefined()
    expect(verdicts({ cached: [9, undefined] }).update).toBeUndefined()
  })

  it('names a strategy whose figure is not known, and no best one then', () => {
    const { update, 'fresh-host': fresh } = verdicts(
      { cached: [9, 5], uncached: [9, 5] },
      { cached: [9, undefined], uncached: [9, 9], unread: [1] },
      { cached: [undefined, undefined], uncached: [undefined, 7] },
    )
    expect(update).toEqual({
      data: { from: '1', to: '2' },
      best: undefined,
      figures: [
        [0, 5],
        [1, 'unread'],
        [2, 'no-registry'],
      ],
    })
    expect(fresh).toMatchObject({ data: { tag: '2' }, best: undefined })
  })

  it('names a strategy that has no such release, and lets it not win', () => {
    const { update, 'fresh-host': fresh } = verdicts(
      { cached: [9, 5] },
      { cached: [1] },
      { cached: [9, 3] },
      {},
    )
    expect(update).toMatchObject({ best: 2, absent: [1] })
    expect(fresh).toBeUndefined()
  })

  it('tells of the last release on a host that holds nothing, and of a tie where two are as good', () => {
    const found = verdicts(
      { uncached: [1, 700, 8] },
      { uncached: [1, 706, undefined] },
      { uncached: [1, 800, 8] },
    )
    expect(found['fresh-host']).toEqual({
      data: { tag: '2' },
      best: undefined,
      tied: [0, 1],
      figures: [
        [0, 700],
        [1, 706],
        [2, 800],
      ],
    })
  })

  it('tells what a registry and a host hold after all tags', () => {
    const found = verdicts({ held: [1, 4] }, { held: [1, 2] }, {})
    for (const code of ['registry-after', 'host-after']) {
      expect(found[code]).toEqual({
        data: { tags: 2, of: 'all' },
        best: 1,
        figures: [
          [0, 5],
          [1, 3],
        ],
      })
    }
    expect(Object.keys(verdicts({ held: [undefined] }))).toEqual([])
    expect(verdicts({ held: [1, 2, undefined] })['host-after']).toMatchObject({
      data: { tags: 2, of: 'known' },
      figures: [[0, 3]],
    })
  })

  it('holds series of unlike length against each other over the tags that all have', () => {
    const found = verdicts({ held: [4, 1, 1, 1, 1] }, { held: [5] })
    expect(found['registry-after']).toEqual({
      data: { tags: 1, of: 'shared' },
      best: 0,
      figures: [
        [0, 4],
        [1, 5],
      ],
    })
  })

  it('leaves out a tag that one has nowhere but on its host, and not the strategy', () => {
    const found = verdicts({ held: [4, 1, undefined] }, { held: [3, 1, 1] })
    expect(found['registry-after']).toMatchObject({
      data: { tags: 2, of: 'shared' },
      best: 1,
      figures: [
        [0, 5],
        [1, 4],
      ],
    })
  })

  it('names a strategy of which no tag is known, and no best one then', () => {
    const found = verdicts(
      { held: [4, 1] },
      { held: [3, 9] },
      { held: [undefined, undefined], unread: [0, 1] },
    )
    expect(found['registry-after']).toEqual({
      data: { tags: 2, of: 'all' },
      best: undefined,
      figures: [
        [0, 5],
        [1, 12],
        [2, 'unread'],
      ],
    })
  })

  it('tells since which release another strategy is the cheapest, in place of what a host holds', () => {
    const held = [1, 1, 1, 1, 1]
    const found = verdicts({ uncached: [1, 1, 4, 9, 9], held }, { uncached: [2, 3, 4, 5, 6], held })
    expect(found['winner-changes']).toEqual({
      data: { tag: '4', from: 0, to: 1 },
      best: 1,
      figures: [
        [0, 9],
        [1, 5],
      ],
    })
    expect(found['host-after']).toBeUndefined()
  })

  it.each([
    ['the same one is always the cheapest', [{ uncached: [1, 1] }, { uncached: [2, 2] }]],
    ['there is one strategy alone', [{ uncached: [1, 2] }]],
    ['releases of one strategy are not known', [{ uncached: [1, undefined] }, { uncached: [2, 1] }]],
    ['the two tie in the end', [{ uncached: [1, 9, 1000] }, { uncached: [2, 5, 1009] }]],
    ['the last release of one is not known', [{ uncached: [1, 9, undefined] }, { uncached: [2, 5, 5] }]],
    ['one has a single tag', [{ uncached: [1, 9] }, { uncached: [2, 5] }, { uncached: [0] }]],
    ['no release has a cheapest', [{ uncached: [1, 2] }, { uncached: [1, 2] }]],
  ])('tells of no other winner where %s', (_, made) => {
    expect(verdicts(...made)['winner-changes']).toBeUndefined()
  })

  it('tells which strategy meets the layer limit first, when one does within 50 releases', () => {
    expect(verdicts({ left: [60, 50] }, { left: [9, 90] })['layer-limit']).toEqual({
      data: { releases: 50, limit: 125 },
      figures: [[0, 50]],
    })
    expect(verdicts({ left: [50] }, { left: [90] }, { left: [50] })['layer-limit']).toMatchObject({
      figures: [
        [0, 50],
        [2, 50],
      ],
    })
    expect(verdicts({ left: [60] }, { left: [51] })['layer-limit']).toBeUndefined()
    expect(verdicts({ left: [3, 2], unread: [1] })['layer-limit']).toMatchObject({ data: { releases: 3 } })
  })
})
