import { describe, expect, it } from 'vitest'
import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { CompareInput } from '../question'
import type { SeriesFacts } from './facts'
import { madeImage } from './facts.testing'
import { compareReport } from './report'

const INPUT: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'classic',
  cache: 'earlier',
  source: 'auto',
}
const repository = { host: 'localhost:5000', repository: 'app' }
const reference = 'localhost:5000/app:1'

const live = (image: ImageFacts): SeriesFacts => ({
  input: { reference: 'localhost:5000/app' },
  repository,
  tags: [{ tag: '1', registry: image, failures: [] }],
  tagsFound: 1,
  problems: [],
})
const saved = (image: ImageFacts, ends: readonly ImageEnd[] = []): SeriesFacts => ({
  ...live(image),
  input: { reference: 'localhost:5000/app', from: 'before' },
  tags: [{ tag: '1', snapshot: image, failures: [] }],
  from: { name: 'before', createdAt: '2026-01-01T00:00:00Z', ends },
})
const report = (series: readonly SeriesFacts[], known: readonly ImageEnd[] = []) =>
  compareReport(INPUT, { at: '2026-02-01T00:00:00Z', source: 'live', series, known })

describe('a snapshot beside live tags', () => {
  it('shares the layers of which both tell the same, and no others', () => {
    const now = madeImage(reference, [
      { name: 'base', transfer: 10, unpacked: 30 },
      { name: 'top', transfer: 5, unpacked: 7 },
    ])
    const before = madeImage(reference, [
      { name: 'base', transfer: 10, unpacked: 30 },
      { name: 'top', transfer: 6, unpacked: 7 },
    ])
    const { strategies, layers } = report([live(now), saved(before)])
    const positions = strategies.map(({ tags }) => tags[0]!.image!.layers)
    expect(positions).toEqual([
      [0, 1],
      [0, 2],
    ])
    expect(layers.map(({ transferBytes, sharedBy }) => [transferBytes, sharedBy])).toEqual([
      [10, 2],
      [5, 1],
      [6, 1],
    ])
    expect(layers[1]!.chainId).toBe(layers[2]!.chainId)
    expect(strategies.map(({ from }) => from?.name)).toEqual([undefined, 'before'])
  })

  it('borrows no size of an image that a live tag has moved away from', () => {
    const daemon = madeImage(reference, [{ name: 'base', unpacked: 30 }])
    const moved = madeImage(reference, [{ name: 'other', transfer: 10 }])
    const registry = { ...moved, configDigest: undefined, manifestDigest: undefined }
    const bare = madeImage(reference, [{ name: 'base', transfer: 10 }])
    const on = live(registry)
    const lending = {
      ...on,
      tags: [
        { tag: '1', daemon, registry, failures: [] },
        { tag: '2', registry: bare, failures: [] },
      ],
    }
    const { strategies } = report([lending, saved(bare)])
    const sizes = strategies.map(({ tags }) => tags.map(({ cells }) => cells.local))
    expect(sizes[0]?.[1]).toMatchObject({ kind: 'exact', value: 30 })
    expect(sizes[1]?.[0]).toMatchObject({ kind: 'unknown' })
  })

  it('lends its sizes to no live tag, and borrows none', () => {
    const bare = madeImage(reference, [{ name: 'base', transfer: 10 }])
    const sized = madeImage(reference, [{ name: 'base', transfer: 10, unpacked: 30 }])
    for (const [now, before] of [
      [bare, sized],
      [sized, bare],
    ] as const) {
      const { strategies } = report([live(now), saved(before)])
      const kinds = strategies.map(({ tags }) => tags[0]!.cells.local?.kind)
      expect(kinds).toEqual(now === bare ? ['unknown', 'exact'] : ['exact', 'unknown'])
    }
  })

  it('names its bases by the images of its own host', () => {
    const tags = ['1', '2'].map((tag) =>
      madeImage(`localhost:5000/app:${tag}`, [
        { name: 'base', transfer: 1 },
        { name: tag, transfer: 1 },
      ]),
    )
    const series = (of: (image: ImageFacts) => SeriesFacts): SeriesFacts => ({
      ...of(tags[0]!),
      tags: tags.map((image, index) => ({ ...of(image).tags[0]!, tag: String(index + 1) })),
    })
    const base = (name: string): ImageEnd => ({ reference: name, chainId: tags[0]!.layers[0]!.chainId })
    const here = [base('docker.io/library/debian:12')]
    const there = [base('docker.io/library/debian:11')]
    const { strategies } = report([series(live), series((image) => saved(image, there))], here)
    expect(strategies.map(({ kind }) => kind.base)).toEqual(['debian:12', 'debian:11'])
  })
})

describe('series of one side', () => {
  const layer = { name: 'base', transfer: 10, unpacked: 30 }
  const tags = ['1', '2'].map((tag) =>
    madeImage(`localhost:5000/app:${tag}`, [layer, { name: tag, transfer: 1 }]),
  )
  const app: SeriesFacts = {
    ...live(tags[0]!),
    tags: tags.map((image, index) => ({ tag: `${index + 1}`, registry: image, failures: [] })),
  }
  const base = madeImage('localhost:5000/os:1', [layer])
  const os = { ...live(base), repository: { host: 'localhost:5000', repository: 'os' } }

  it('name one another’s bases, those of two sides do not', () => {
    expect(report([app, os]).strategies[0]?.kind.base).toBe('os:1')
    const { from, tags: snapshot } = saved(base)
    expect(report([app, { ...os, tags: snapshot, from }]).strategies[0]?.kind.base).toBeUndefined()
  })

  it('lend one another what a host tells of a layer', () => {
    const bare = { ...base, layers: base.layers.map((one) => ({ ...one, unpacked: undefined })) }
    const { strategies } = report([{ ...os, tags: [{ tag: '1', registry: bare, failures: [] }] }, app])
    expect(strategies[0]?.tags[0]?.cells.local).toEqual({ kind: 'exact', value: 30, unit: 'bytes' })
  })

  it('tell of the series what its tags tell', () => {
    const grown = [tags[0]!, { ...tags[1]!, layers: [...tags[0]!.layers, tags[1]!.layers[1]!] }]
    const { strategies } = report([
      { ...app, tags: grown.map((image, index) => ({ tag: `${index + 1}`, registry: image, failures: [] })) },
    ])
    const [first, second] = strategies[0]!.tags
    expect(second?.cells['releases-left']).toMatchObject({ kind: 'estimate', value: 122 })
    expect(second?.cells['cached-images']).toEqual({ kind: 'images', images: 'tags', first: '1', last: '1' })
    expect(strategies[0]?.cells['naive-registry']).toMatchObject({ value: 11 + 12 })
    expect(first?.image).toMatchObject({
      reused: [false, false],
      layers: [0, 1],
      readAt: '2026-01-01T00:00:00Z',
    })
    expect(second?.image?.reused).toEqual([true, true, false])
    expect(report([live(base)]).strategies[0]?.tags[0]?.cells['releases-left']?.kind).toBe('unknown')
  })
})
