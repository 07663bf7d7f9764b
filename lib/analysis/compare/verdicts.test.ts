import { describe, expect, it } from 'vitest'
import { type Cell, exact, unknown } from '../cell'
import type { SeriesCellId, StrategyReport, TagCellId, TagReport } from '../report'
import { verdictsOf } from './verdicts'

const bytes = (count: number | undefined): Cell =>
  count === undefined ? unknown('bytes', { code: 'no-registry' }) : exact(count, 'bytes')

interface Made {
  readonly cached?: readonly (number | undefined)[]
  readonly uncached?: readonly (number | undefined)[]
  readonly left?: readonly (number | undefined)[]
  readonly cells?: Partial<Record<SeriesCellId, number | undefined>>
  readonly unread?: readonly number[]
}

function strategy({ cached = [], uncached = [], left = [], cells = {}, unread = [] }: Made): StrategyReport {
  const length = Math.max(cached.length, uncached.length, left.length)
  const tags = Array.from({ length }, (_, index): TagReport => {
    const own: Partial<Record<TagCellId, Cell>> = {
      ...(index < cached.length && { 'cached:transfer': bytes(cached[index]) }),
      ...(index < uncached.length && { 'uncached:transfer': bytes(uncached[index]) }),
      ...(left[index] !== undefined && { 'releases-left': exact(left[index], 'releases') }),
    }
    const image = { presentIn: [], readAt: '', stepsFrom: 'config', layers: [], reused: [] } as const
    return {
      tag: `${index + 1}`,
      reference: '',
      failures: [],
      cells: own,
      ...(!unread.includes(index) && { image }),
    }
  })
  return {
    input: { reference: 'x' },
    name: 'x',
    colour: 0,
    kind: { kind: 'single', sharedLayers: 0, chainedPairs: 0, pairs: 0, changesAt: [] },
    cells: Object.fromEntries(Object.entries(cells).map(([id, count]) => [id, bytes(count)])),
    tags,
    tagsFound: length,
    problems: [],
  }
}

function verdicts(...made: Made[]) {
  const strategies = made.map(strategy)
  const most = Math.max(...strategies.map(({ tags }) => tags.length))
  const rows = Array.from({ length: most }, (_, index) => ({
    label: `${index + 1}`,
    tags: strategies.map(({ tags }) => (index < tags.length ? index : null)),
  }))
  const found = verdictsOf({ strategies, rows, basis: 'transfer', rule: 'classic' })
  const plain = found.map(({ code, data, best, figures }) => ({
    code,
    data,
    best,
    figures: figures.map(({ strategy: of, cell }) => [of, cell.kind === 'unknown' ? undefined : cell.value]),
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

  it('tells of the last release on a host that holds nothing, and of no best one where two are', () => {
    const found = verdicts({ uncached: [1, 7, 8] }, { uncached: [1, 7, undefined] })
    expect(found['fresh-host']).toEqual({
      data: { tag: '2' },
      best: undefined,
      figures: [
        [0, 7],
        [1, 7],
      ],
    })
  })

  it('tells what a registry and a host hold after all tags, of the strategies of which it is known', () => {
    const cells = { 'registry-disk': 5, 'host-total': undefined }
    const other = { 'registry-disk': 3, 'host-total': undefined }
    const third = { 'registry-disk': undefined, 'host-total': 9 }
    const found = verdicts({ cached: [1, 1], cells }, { cached: [1, 1, 1], cells: other }, { cells: third })
    expect(found['registry-after']).toEqual({
      data: { tags: 3 },
      best: 1,
      figures: [
        [0, 5],
        [1, 3],
      ],
    })
    expect(found['host-after']).toEqual({ data: { tags: 0 }, best: undefined, figures: [[2, 9]] })
    expect(Object.keys(verdicts({ cells: { 'registry-disk': undefined } }))).toEqual([])
  })

  it('tells since which release another strategy is the cheapest, in place of what a host holds', () => {
    const cells = { 'host-total': 1 }
    const found = verdicts({ uncached: [1, 1, 4, 9, 9], cells }, { uncached: [2, 3, 4, 5, 6], cells })
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
    ['no release has a cheapest', [{ uncached: [1, 2] }, { uncached: [1, 2] }]],
  ])('tells of no other winner where %s', (_, made) => {
    expect(verdicts(...made)['winner-changes']).toBeUndefined()
  })

  it('tells which strategy meets the layer limit first, when one does within 50 releases', () => {
    expect(verdicts({ left: [60, 50] }, { left: [9, 90] })['layer-limit']).toEqual({
      data: { strategy: 0, releases: 50, limit: 125 },
      best: undefined,
      figures: [[0, 50]],
    })
    expect(verdicts({ left: [60] }, { left: [51] })['layer-limit']).toBeUndefined()
    expect(verdicts({ left: [3, 2], unread: [1] })['layer-limit']).toMatchObject({ data: { releases: 3 } })
  })
})
