import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, type NumberCell, unknown } from '../cell'
import type { CompareReport, StrategyReport, TagReport } from '../report'
import { alignRows } from '../series/align'
import { fleetAnswer } from './answer'

/** First download and update of a release, in bytes; undefined where a figure is not known. */
type Pulls = readonly [fresh: number | undefined, update: number | undefined]

const MISSING = { code: 'no-registry', data: { layers: 1 } } as const
const cellOf = (bytes: number | undefined): NumberCell =>
  bytes === undefined ? unknown('bytes', MISSING) : exact(bytes, 'bytes')

/** The first tag has no update, whatever stands there. */
function strategy(releases: Readonly<Record<string, Pulls | 'unread'>>): StrategyReport {
  const tags = Object.entries(releases).map(([tag, pulls], index): TagReport => {
    const known = { tag, reference: `app:${tag}`, failures: [], cells: {} }
    if (pulls === 'unread') return known
    const [fresh, update] = pulls
    return {
      ...known,
      image: { presentIn: [], readAt: '', stepsFrom: 'config', layers: [], reused: [] },
      cells: { 'uncached:transfer': cellOf(fresh) },
      update: index === 0 ? undefined : { bytes: cellOf(update), fetched: [] },
    }
  })
  const pace = { layers: exact(1.5, 'layers'), registry: exact(10, 'bytes'), host: unknown('bytes', MISSING) }
  return { name: 'app', tags, pace } as unknown as StrategyReport
}

function reportOf(...strategies: readonly StrategyReport[]): CompareReport {
  const rows = alignRows(strategies.map(({ tags }) => tags))
  return { strategies, rows, basis: 'transfer' } as unknown as CompareReport
}

const FLEET = { hosts: 10, emptyShare: 0.2, releases: 4 }
const chained = strategy({ '1': [1000, 0], '2': [1100, 100], '3': [1200, 100] })
const fixed = strategy({ '1': [1000, 0], '2': [1050, 550], '3': [1050, 550] })
const values = (answer: ReturnType<typeof fleetAnswer>) =>
  answer.strategies.map(({ month }) => ('value' in month ? month.value : month.why.code))

describe('fleetAnswer', () => {
  it('counts a month of first downloads and updates, on average over the releases', () => {
    // A release of the chain: 2 empty hosts x 1150 + 8 x 100 = 3100; of the other: 2 x 1050 + 8 x 550 = 6500.
    const answer = fleetAnswer(reportOf(chained, fixed), FLEET)
    expect(values(answer)).toEqual([4 * 3100, 4 * 6500])
    expect(answer.strategies[0]).toMatchObject({
      month: { kind: 'estimate', why: { code: 'expected', data: { releases: 2 } } },
      update: exact(100, 'bytes'),
      fresh: exact(1150, 'bytes'),
      layers: { value: 6 },
      registry: { value: 40 },
      host: { kind: 'unknown', why: MISSING },
    })
    expect(answer).toMatchObject({
      releases: { count: 2, first: '2', last: '3', by: 'version', left: 0 },
      judgement: { best: 0 },
      ranked: [0, 1],
    })
  })

  it('says where it turns: the share of empty hosts at which both cost the same', () => {
    // e 1150 + (1 - e) 100 = e 1050 + (1 - e) 550 where e = 450 / 550.
    const at = { kind: 'at', share: expect.closeTo(450 / 550), cheaperBelow: 'a' }
    expect(fleetAnswer(reportOf(chained, fixed), FLEET).strategies.map(({ turns }) => turns)).toEqual([
      undefined,
      expect.objectContaining(at),
    ])
    const beyond = fleetAnswer(reportOf(chained, fixed), { ...FLEET, emptyShare: 0.9 })
    expect(beyond.judgement.best).toBe(1)
    expect(beyond.strategies[0]?.turns).toMatchObject({ share: at.share, cheaperBelow: 'b' })
  })

  it('crowns nobody over a strategy that is not known, ranks the others, and says why it is not', () => {
    const local = strategy({ '1': [undefined, 0], '2': [undefined, undefined] })
    const once = strategy({ '1': [1, 0] })
    const answer = fleetAnswer(
      reportOf(chained, local, fixed, once, strategy({}), strategy({ '1': 'unread' })),
      FLEET,
    )
    expect(values(answer)).toEqual([
      12_400,
      'no-registry',
      26_000,
      'first-tag',
      'unread-series',
      'unread-series',
    ])
    expect(answer).toMatchObject({ judgement: { marked: [] }, ranked: [0, 2] })
    expect(answer.judgement.best).toBeUndefined()
    expect(answer.judgement.unknown.map(({ at }) => at)).toEqual([1, 3, 4, 5])
  })

  it('compares series of different length over the releases that they share', () => {
    const long = strategy({ '1': [9, 0], '2': [9, 9], '3': [1, 1], '4': [1, 1], '5': [1, 1] })
    const short = strategy({ '2': [9, 0], '3': [2, 2], '4': [2, 2] })
    const answer = fleetAnswer(reportOf(long, short), FLEET)
    expect(answer.releases).toEqual({ count: 2, first: '3', last: '4', by: 'version', left: 2 })
    expect(values(answer)).toEqual([40, 80])
  })

  it('leaves out a release of which one figure is not known, and not its strategy', () => {
    const gap = strategy({ '1': [9, 0], '2': [undefined, 3], '3': [1, 1] })
    const answer = fleetAnswer(reportOf(gap, chained), FLEET)
    expect(answer.releases).toMatchObject({ count: 1, first: '3', last: '3', left: 1 })
    expect(values(answer)).toEqual([40, 4 * (2 * 1200 + 8 * 100)])
  })

  it('takes the last releases of each where they have no version in common', () => {
    const other = strategy({ a: [1, 0], b: [7, 7], c: [1, 1], d: [1, 1] })
    const apart = { ...reportOf(chained, other), rows: [] }
    const answer = fleetAnswer(apart, FLEET)
    expect(answer.releases).toEqual({ count: 2, first: '', last: '', by: 'place', left: 1 })
    expect(values(answer)[1]).toBe(40)
  })

  it('is a tie within 1 %, and nothing for nothing', () => {
    const close = strategy({ '1': [1, 0], '2': [1100, 101], '3': [1200, 100] })
    expect(fleetAnswer(reportOf(chained, close), FLEET).judgement).toMatchObject({ tied: [0, 1] })
    expect(fleetAnswer(reportOf(), FLEET)).toMatchObject({ strategies: [], ranked: [] })
    expect(fleetAnswer(reportOf(strategy({})), FLEET)).toMatchObject({ releases: { count: 0 }, ranked: [] })
  })

  it('names as cheapest whoever is at every share of empty hosts, and turns where that changes', () => {
    const bytes = fc.integer({ min: 1, max: 1e9 })
    const series = fc
      .array(fc.tuple(bytes, bytes), { minLength: 2, maxLength: 5 })
      .map((pulls) => strategy(Object.fromEntries(pulls.map((pull, index) => [`v${index}`, pull]))))
    fc.assert(
      fc.property(series, series, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, emptyShare) => {
        const { judgement, strategies } = fleetAnswer(reportOf(a, b), { hosts: 1e6, emptyShare, releases: 1 })
        const { best } = judgement
        if (best === undefined) return
        const [one, other] = strategies.map(({ month }) => ('value' in month ? month.value : Number.NaN))
        expect(best).toBe(one! < other! ? 0 : 1)
        const { turns } = strategies[1 - best]!
        if (turns?.kind === 'at') expect(turns.cheaperBelow === 'a').toBe(emptyShare < turns.share)
        else expect(turns).toMatchObject({ kind: 'always', cheaper: 'a' })
      }),
    )
  })
})
