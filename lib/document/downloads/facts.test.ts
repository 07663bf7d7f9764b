import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import { downloadsReport } from '../../analysis/compare/downloads'
import type { PullLayer, PullReport } from '../../analysis/downloads-report'
import { DEFAULT_FLEET } from '../../analysis/rollout/fleet'
import { loadPage } from '../../link/pages'
import { factsOf, QUESTION, sampleFacts, sampleImages, seriesOf } from '../cards/sample-facts.testing'
import { FLEET_FIELDS, fleetOf, isOwn, problemOf } from './fleet-fields'
import { pullChoice } from './pull-choice'
import { layersByWay, layersWithoutBytes, linkProblem, pullTimeline, settledLink } from './pull-timeline'
import { alongRows, releaseRows, seriesOf as seriesIn } from './releases'
import { placeLabel, type StorageFacts, storageFacts, storageLines } from './storage-facts'

describe('fields of a fleet', () => {
  const state = loadPage('downloads', '')

  it('stand for a fleet, those with a problem for the usual one', () => {
    expect(fleetOf({ ...state, hosts: 7, empty: 50, skip: 5, hbw: 2, rbw: 3, price: 0.5 })).toEqual({
      ...{ hosts: 7, emptyShare: 0.5, skipShare: 0.05, bandwidth: 2e6 },
      ...{ registryBandwidth: 3e6, egressPrice: 0.5 },
    })
    expect(fleetOf({ ...state, hosts: 0, empty: 101 })).toEqual({
      ...DEFAULT_FLEET,
      ...{ skipShare: 0.1, bandwidth: 125e6 },
    })
  })

  it('say what is wrong in the fleet’s units, and which may be empty', () => {
    const problems = (value: number | null) => FLEET_FIELDS.map((field) => problemOf(field, value))
    expect(problems(null)).toEqual(['missing', 'missing', 'missing', 'missing', undefined, undefined])
    expect(problems(100)).toEqual(FLEET_FIELDS.map(() => undefined))
    expect(problems(101)[1]).toBe('above-one')
    expect(FLEET_FIELDS.map(({ optional }) => optional)).toEqual([false, false, false, false, true, true])
  })

  it('have stops that rise, none twice', () => {
    const stops = FLEET_FIELDS.filter(isOwn).map((field) => field.stops)
    expect(FLEET_FIELDS.filter((field) => !isOwn(field)).map(({ key }) => key)).toEqual(['hosts', 'empty'])
    for (const all of stops) {
      const known = all.filter((stop) => stop !== null)
      expect(known).toEqual([...new Set(known)].toSorted((a, b) => a - b))
    }
    expect(stops[0]).toEqual(Array.from({ length: 101 }, (_, index) => index))
    expect(stops[1]?.slice(0, 12)).toEqual([1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100])
    expect(stops.map((all) => all.length)).toEqual([101, 25, 27, 15])
    expect(stops[1]).toEqual(expect.arrayContaining([1, 100, 125, 150, 10_000]))
    expect(stops[2]).toEqual(expect.arrayContaining([null, 10, 1000, 1250, 1500, 100_000]))
    expect(stops[3]?.slice(0, 3)).toEqual([null, 0, 0.01])
  })
})

describe('a pull over a link', () => {
  const layer = (given: object) => ({ way: 'download', ...given }) as PullLayer
  const pull = (...layers: PullLayer[]) => ({ layers }) as unknown as PullReport
  const link = { bw: 1, lat: 10, conc: 1, disk: 2, part: 0, lanes: 1, unpack: 'base' } as const

  it('takes its time for what is downloaded', () => {
    const known = pull(layer({ transferBytes: 1e6, unpackedBytes: 4e6 }), layer({ way: 'reuse' }))
    // Two requests for the manifest, one for the blob, a second of bytes, two of unpacking, 60 ms for the layer.
    expect(pullTimeline(known, link)).toMatchObject({ ok: true, totalMs: 3090, downloadedBytes: 1e6 })
    expect(pullTimeline(pull(layer({ transferBytes: 1e6 })), link)).toMatchObject({ totalMs: 1590 })
    expect(layersByWay(known)).toMatchObject({ fetched: [{ place: 0 }], spared: [{ place: 1 }] })
  })

  it('is not known where a layer that is fetched has no bytes', () => {
    const lacking = pull(layer({}), layer({ way: 'reuse' }), layer({ transferBytes: 0 }))
    expect(layersWithoutBytes(lacking)).toEqual([layer({})])
    expect(pullTimeline(lacking, link)).toBeUndefined()
  })

  it('unpacks in lanes, a repeated blob after the download that it is of, and fetches in parts of MiB', () => {
    const why = { code: 'repeat', layer: 1 } as const
    const two = pull(
      layer({ transferBytes: 2 ** 20, unpackedBytes: 2e6 }),
      layer({ way: 'repeat', why, unpackedBytes: 4e6 }),
    )
    const timeline = pullTimeline(two, { ...link, lat: 0, lanes: 2 })
    expect(timeline?.ok && timeline.layers[1]).toEqual({ unpackFromMs: 1048.576, unpackToMs: 3108.576 })
    // Two parts of half a MiB, one after the other: a latency each.
    const parted = pullTimeline(two, { ...link, part: 0.5 })
    expect(parted?.ok && parted.layers[0]?.downloadToMs).toBeCloseTo(20 + 20 + 1048.576)
  })

  it('is settled by the kind of host that is named, else by the first that follows the rule', () => {
    const state = { ...loadPage('downloads', ''), bw: 7 }
    expect(settledLink(state, 'classic')).toEqual({
      ...{ bw: 7, lat: 30, disk: 100, conc: 3, part: 0, lanes: 1, unpack: 'base' },
    })
    const soci = loadPage('downloads', 'profile=soci&lanes=2')
    expect(settledLink(soci, 'prefix-only')).toMatchObject({
      ...{ conc: 20, part: 16, lanes: 2, unpack: 'arrival' },
    })
    // Another rule leaves the settings of the host.
    expect(settledLink({ ...soci, ...loadPage('downloads', 'profile=soci') }, 'containerd')).toMatchObject({
      ...{ conc: 20, part: 16, lanes: 12 },
    })
  })

  it('has a problem where the link has', () => {
    expect(linkProblem(link)).toBeUndefined()
    expect(linkProblem({ ...link, bw: 0 })).toBe('bandwidth')
    expect(linkProblem({ ...link, disk: -1 })).toBe('unpack')
    expect(linkProblem({ ...link, conc: 0.5 })).toBe('concurrency')
    expect(linkProblem({ ...link, lat: -1 })).toBe('latency')
    expect(linkProblem({ ...link, lanes: 0 })).toBe('lanes')
    expect(linkProblem({ ...link, part: Number.NaN })).toBe('parts')
  })
})

describe('which pull is looked at', () => {
  const facts = sampleFacts()
  const report = downloadsReport(QUESTION, facts)
  const state = { ...loadPage('downloads', ''), platform: null }
  const choose = (given: Partial<typeof state>) => pullChoice(report, { ...state, ...given })

  it('means a tag by each of its names', () => {
    const [strategy] = report.compare.strategies
    const tags = strategy!.tags.map((one, index) => (index === 0 ? { ...one, aliases: ['latest'] } : one))
    const named = { ...report, compare: { ...report.compare, strategies: [{ ...strategy!, tags }] } }
    const choice = pullChoice(named, { ...state, ps: 0, pt: 'latest', pf: 'latest' })
    expect(choice).toMatchObject({ tag: tags[0]?.tag, from: tags[0]?.tag })
  })

  it('is that of the link, else the last tag of the nearest strategy', () => {
    expect(choose({})).toMatchObject({ position: 0, tag: '0.0.4', from: undefined, tags: { length: 4 } })
    expect(choose({ ps: 9, pt: 'x' })).toMatchObject({ position: 1, tag: '0.0.4' })
    expect(choose({ ps: -9, pt: '0.0.2' })).toMatchObject({ position: 0, tag: '0.0.2' })
  })

  it('is of a host that holds one tag, nothing, or what is chosen for the page', () => {
    expect(choose({ cache: 'base' })?.input.cache).toBe('base')
    expect(choose({ pf: '0.0.1' })).toMatchObject({ from: '0.0.1', input: { cache: 'tags:0.0.1' } })
    expect(choose({ pf: 'x' })).toMatchObject({ from: '', input: { cache: 'none' } })
    expect(choose({ platform: 'linux/arm' } as object)?.input.platform).toBe('linux/arm')
    expect(choose({})?.input).toHaveProperty('platform', undefined)
  })

  it('is none of a series without a tag that was read', () => {
    const unread = facts.series.map((one) => ({ ...one, tags: [{ tag: '1', failures: [] }] }))
    expect(pullChoice(downloadsReport(QUESTION, { ...facts, series: unread }), state)).toBeUndefined()
    expect(pullChoice(downloadsReport(QUESTION, { ...facts, series: [] }), state)).toBeUndefined()
  })
})

describe('releases and rows', () => {
  const [first, second] = [sampleImages('docker-layer-linked'), sampleImages('docker-layer-base-linked')]
  const chained = seriesOf('docker-layer-linked', first)
  const unread = {
    ...chained,
    tags: chained.tags.map((tag, at) => (at === 1 ? { ...tag, snapshot: undefined } : tag)),
  }
  const empty = { ...seriesOf('empty', []), tags: [] }
  const report = downloadsReport(QUESTION, factsOf([empty, unread, seriesOf('short', second.slice(0, 2))]))
  const series = seriesIn(report)
  const rows = releaseRows(report, series)

  it('leave out series without a tag that was read', () => {
    expect(series.map(({ position, tags }) => [position, tags])).toEqual([
      [1, ['0.0.1', '0.0.3', '0.0.4']],
      [2, ['0.0.1', '0.0.2']],
    ])
    expect(rows).toEqual([
      { label: '0.0.1', releases: [0, 0] },
      { label: '0.0.2', releases: ['unread', 1] },
      { label: '0.0.3', releases: [1, undefined] },
      { label: '0.0.4', releases: [2, undefined] },
    ])
  })

  it('keep a figure until the next release, and none after the last', () => {
    const along = (index: number) => alongRows(rows, index, (release) => 10 * release)
    expect([along(0), along(1)]).toEqual([
      [0, undefined, 10, 20],
      [0, 10, undefined, undefined],
    ])
    const gap = [0, undefined, 1].map((release) => ({ label: '', releases: [release] }))
    expect(alongRows(gap, 0, (release) => release + 5)).toEqual([5, 5, 6])
  })

  it('lead each known line to where it is ahead', () => {
    const storage = (registryBytes: number, ahead: number, releases: number) => ({
      points: [0, 1, 2].map((at) => ({
        registryBytes: exact(registryBytes + at, 'bytes'),
        registryNaive: unknown('bytes', { code: 'no-registry' } as never),
      })),
      ahead: { releases, registryBytes: { kind: 'line', value: ahead }, registryNaive: { kind: 'unknown' } },
    })
    const facts = { series, rows, storages: [storage(100, 200, 3), storage(50, 80, 4)], ahead: 3 }
    const { places, lines } = storageLines(facts as unknown as StorageFacts)
    expect(places).toEqual([0, 1, 2, 3, 5, 6])
    expect(lines.map(({ index, figure, ahead, values }) => [index, figure, ahead, values])).toEqual([
      [0, 'registryBytes', false, [100, undefined, 101, 102]],
      [0, 'registryBytes', true, [undefined, undefined, undefined, 102, undefined, 200]],
      [0, 'registryNaive', false, [undefined, undefined, undefined, undefined]],
      [1, 'registryBytes', false, [50, 51, undefined, undefined]],
      [1, 'registryBytes', true, [undefined, 51, undefined, undefined, 80, undefined]],
      [1, 'registryNaive', false, [undefined, undefined, undefined, undefined]],
    ])
    expect(places.map((place) => placeLabel(rows, place))).toEqual([
      ...['0.0.1', '0.0.2', '0.0.3', '0.0.4', '+2', '+3'],
    ])
  })

  it('have no place ahead that a row has already, and each once', () => {
    const still = (releases: number) => ({
      points: [],
      ahead: { releases, registryBytes: { kind: 'unknown' } },
    })
    const places = (...releases: number[]) => {
      const facts = { series, rows, storages: releases.map(still), ahead: 0 }
      return storageLines({
        ...facts,
        storages: facts.storages.map((one) => ({
          ...one,
          ahead: { ...one.ahead, registryNaive: { kind: 'unknown' } },
        })),
      } as unknown as StorageFacts).places
    }
    expect(places(0, 2)).toEqual([0, 1, 2, 3])
    expect(places(1, 3)).toEqual([0, 1, 2, 3, 4])
    expect(places(2, 3)).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('say for how many tags kept and releases ahead the figures are', () => {
    expect(storageFacts(report)).toMatchObject({ keep: 3, ahead: 10, series, rows, storages: { length: 2 } })
    const nothing = storageFacts(downloadsReport(QUESTION, factsOf([])))
    expect(nothing).toMatchObject({ series: [], rows: [], storages: [], keep: undefined, ahead: 0 })
  })
})
