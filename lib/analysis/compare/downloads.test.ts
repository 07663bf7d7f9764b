import { describe, expect, it } from 'vitest'
import type { ImageFacts } from '../../oci/facts'
import type { DownloadsInput, PullInput } from '../question'
import { downloadsReport, pullReport } from './downloads'
import type { CompareFacts, TagFacts } from './facts'
import { type MadeLayer, madeImage } from './facts.testing'

const QUESTION = { basis: 'transfer', rule: 'classic', cache: 'earlier', source: 'auto' } as const
const INPUT: DownloadsInput = { ...QUESTION, strategies: [], keep: 2, ahead: 1, drop: 1 }
const PULL: PullInput = { ...QUESTION, strategy: { reference: 'localhost/app' }, tag: '2' }

const BASE = { name: 'base', transfer: 10, unpacked: 30 }
const imageOf = (tag: string, ...layers: MadeLayer[]) => madeImage(`localhost/app:${tag}`, layers)
const read = (tag: string, image: ImageFacts): TagFacts => ({ tag, registry: image, failures: [] })

function factsOf(...tags: TagFacts[]): CompareFacts {
  const repository = { host: 'localhost', repository: 'app' }
  const input = { reference: 'localhost/app' }
  const series = [{ input, repository, tags, tagsFound: tags.length, problems: [] }]
  return { at: '2026-01-01T00:00:00Z', source: 'live', series, known: [] }
}

const one = read('1', imageOf('1', BASE, { name: 'one', transfer: 1 }))
const two = read('2', imageOf('2', BASE, { name: 'two', transfer: 2 }))
const matrixOf = (...tags: TagFacts[]) => downloadsReport(INPUT, factsOf(...tags)).strategies[0]!.matrix

describe('downloadsReport', () => {
  it('has the upgrades between the tags that could be read, and no reasons where all is exact', () => {
    expect(matrixOf(one, { tag: 'x', failures: [] }, two)).toEqual({
      tags: ['1', '2'],
      bytes: [
        [11, 12],
        [0, 2],
        [1, 0],
      ],
      estimated: false,
      why: undefined,
    })
  })

  it('gives each reason once, and null for what is not known', () => {
    const silent = read('3', imageOf('3', { name: 'q' }, { name: 'r' }))
    const { bytes, why, estimated } = matrixOf(one, silent)
    expect(bytes).toEqual([
      [11, null],
      [0, null],
      [11, 0],
    ])
    expect(why?.reasons).toEqual([{ code: 'no-registry', data: { layers: 2 } }, { code: 'no-blobs' }])
    expect(why?.at).toEqual([
      [0, 1],
      [0, 1],
      [0, 2],
    ])
    expect(estimated).toBe(true)
    expect(matrixOf(silent, one).bytes[0]).toEqual([null, 11])
  })

  it('calls nothing an estimate where figures are exact or missing', () => {
    const silent = read('3', imageOf('3', BASE, { name: 'q' }))
    const { why, estimated } = matrixOf(one, { ...silent, tag: '2' })
    expect([why?.reasons[0]?.code, why?.reasons.length, estimated]).toEqual(['no-registry', 2, true])
  })

  it('keeps, looks ahead and deletes as many as asked', () => {
    const three = read('3', imageOf('3', BASE, { name: 'three', transfer: 4 }))
    const { storage } = downloadsReport({ ...INPUT, keep: 1, drop: 2 }, factsOf(one, two, three))
      .strategies[0]!
    expect(storage.points.map(({ kept }) => kept)).toEqual([1, 1, 1])
    expect(storage.retention).toEqual(
      downloadsReport({ ...INPUT, drop: 2 }, factsOf(one, two, three)).strategies[0]!.storage.retention,
    )
    const none = downloadsReport({ ...INPUT, drop: 0 }, factsOf(one, two, three)).strategies[0]!.storage
      .retention
    expect(storage.retention).not.toEqual(none)
  })
})

describe('pullReport', () => {
  it('tells of each layer which instruction made it, and what the host held', () => {
    const report = pullReport(PULL, factsOf(one, two))
    expect(report).toMatchObject({
      reference: 'localhost/app:2',
      tag: '2',
      rule: 'classic',
      cache: 'earlier',
      holds: ['1'],
      moreHeld: 0,
      missing: [],
    })
    expect(
      report?.layers.map(({ way, instruction, transferBytes }) => [way, instruction, transferBytes]),
    ).toEqual([
      ['reuse', 'base', 10],
      ['download', 'two', 2],
    ])
    const { layers } = two.registry!
    expect(report?.layers.map(({ chainId, diffId }) => [chainId, diffId])).toEqual(
      layers.map(({ chainId, diffId }) => [chainId, diffId]),
    )
  })

  it('is none of a tag that the series has not, or that no source could read', () => {
    expect(pullReport({ ...PULL, tag: '9' }, factsOf(one, two))).toBeUndefined()
    expect(pullReport({ ...PULL, tag: 'x' }, factsOf(one, { tag: 'x', failures: [] }))).toBeUndefined()
  })

  it('names twenty of the images that the host holds, and counts the others', () => {
    const many = Array.from({ length: 22 }, (_, index) => read(`t${index}`, imageOf(`t${index}`, BASE)))
    const report = pullReport({ ...PULL, tag: '2' }, factsOf(...many, two))
    expect(report?.holds).toEqual(many.slice(0, 20).map(({ tag }) => tag))
    expect(report?.moreHeld).toBe(2)
  })

  it('says which tags of the cache set could not be read, and leaves an unknown instruction empty', () => {
    const bare = { ...two.registry!, history: [] }
    const report = pullReport({ ...PULL, cache: 'tags:1,9' }, factsOf(one, read('2', bare)))
    expect(report?.missing).toEqual(['9'])
    expect(report?.layers.map(({ instruction }) => instruction)).toEqual(['', ''])
  })
})
