import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, madeImage } from '../analysis/compare/facts.testing'
import type { UnpackedBytes } from './bytes'
import type { ManifestDigest } from './digest'
import type { ImageFacts } from './facts'
import { isSameImage, joinFacts } from './join'

const both = madeImage('localhost/app:1', [
  { name: 'base', unpacked: 10, transfer: 5 },
  { name: 'top', unpacked: 0, transfer: 3 },
])
const daemon: ImageFacts = { ...both, layers: both.layers.map(({ blob: _, ...layer }) => layer) }
const registry: ImageFacts = { ...both, layers: both.layers.map(({ unpacked: _, ...layer }) => layer) }

describe('isSameImage', () => {
  it('goes by the config digest when both know it', () => {
    expect(isSameImage(daemon, registry)).toBe(true)
    expect(isSameImage(daemon, { ...registry, configDigest: digestOf('other') })).toBe(false)
  })
  it('goes by the manifest digest that a containerd store takes for the image id', () => {
    const manifest = digestOf<ManifestDigest>('manifest')
    const contained = { ...daemon, configDigest: undefined, imageId: manifest }
    expect(isSameImage(contained, { ...registry, manifestDigest: manifest })).toBe(true)
    expect(isSameImage(contained, { ...registry, manifestDigest: digestOf<ManifestDigest>('x') })).toBe(false)
  })
  it('goes by the manifest where a host that lacks a blob says no layers, and takes the layers of the other', () => {
    const manifestDigest = digestOf<ManifestDigest>('manifest')
    const history = both.history.map((step, at) => ({ ...step, unpackedBytes: (at * 7) as UnpackedBytes }))
    const lacking: ImageFacts = {
      ...daemon,
      ...{ configDigest: undefined, manifestDigest, layers: [], history, store: 'containerd' },
      stepsFrom: 'unpaired',
    }
    const known: ImageFacts = { ...registry, manifestDigest, store: undefined }
    expect(isSameImage(lacking, known)).toBe(true)
    const joined = joinFacts([lacking, known])
    expect(joined.layers.map(({ chainId, blob }) => [chainId, blob])).toEqual(
      known.layers.map(({ chainId, blob }) => [chainId, blob]),
    )
    expect(joined.layers.map(({ unpacked }) => unpacked)).toEqual(
      [0, 7].map((bytes) => ({ bytes, exactness: 'measured', ruler: 'disk blocks' })),
    )
  })
  it('goes by any digest that both name when one of them does not know the config', () => {
    const three = madeImage('localhost/app:1', [{ name: 'base' }, { name: 'middle' }, { name: 'top' }])
    const other = madeImage('localhost/app:1', [{ name: 'base' }, { name: 'middle' }, { name: 'else' }])
    const manifestDigest = digestOf<ManifestDigest>('manifest')
    const host = { ...three, repoDigests: ['localhost/app@sha256:old', `localhost/app@${manifestDigest}`] }
    expect(isSameImage(host, { ...three, configDigest: undefined, manifestDigest })).toBe(true)
    expect(isSameImage({ ...three, configDigest: undefined, manifestDigest }, host)).toBe(true)
    expect(isSameImage(host, { ...other, configDigest: undefined, manifestDigest })).toBe(false)
    expect(isSameImage(host, { ...three, configDigest: undefined })).toBe(false)
  })

  it('tells platforms of one index apart', () => {
    const index = 'sha256:index'
    const arm = madeImage('localhost/app:1', [{ name: 'arm' }])
    const a = { ...daemon, configDigest: undefined, imageId: index }
    expect(isSameImage(a, { ...arm, repoDigests: [`localhost/app@${index}`] })).toBe(false)
  })
})

describe('joinFacts', () => {
  it('knows what either knows', () => {
    const joined = joinFacts([daemon, registry])
    expect(joined.layers).toEqual(both.layers)
    expect(joined.origins).toHaveLength(4)
  })

  it('takes from the second what the first does not know, and nothing else', () => {
    const known = {
      configDigest: digestOf<NonNullable<ImageFacts['configDigest']>>('c'),
      manifestDigest: digestOf<ManifestDigest>('m'),
      indexDigest: digestOf<NonNullable<ImageFacts['indexDigest']>>('i'),
      imageId: 'id',
      platform: { os: 'linux', architecture: 'amd64' },
      otherPlatforms: [{ os: 'linux', architecture: 'arm' }],
      created: '2026-01-01T00:00:00Z',
      parent: 'parent',
      store: 'classic' as const,
    }
    const silent = { ...daemon, configDigest: undefined }
    const differs = { ...known, imageId: 'other', created: '2025-01-01T00:00:00Z', parent: 'other' }
    expect(joinFacts([{ ...daemon, ...known }, silent])).toMatchObject(known)
    expect(joinFacts([silent, { ...daemon, ...known }])).toMatchObject(known)
    expect(
      joinFacts([
        { ...daemon, ...known },
        { ...daemon, ...differs },
      ]),
    ).toMatchObject(known)
  })

  it('names each of the names that the host knows once', () => {
    const [a, b] = [
      { ...daemon, repoDigests: ['x@1', 'x@2'] },
      { ...registry, repoDigests: ['x@2', 'x@3'] },
    ]
    expect(joinFacts([a, b]).repoDigests).toEqual(['x@1', 'x@2', 'x@3'])
  })

  it('takes the steps of the source that knows best, of the first where both know as well', () => {
    const of = (name: string, stepsFrom: ImageFacts['stepsFrom'], imageId?: string): ImageFacts => ({
      ...daemon,
      stepsFrom,
      history: [{ createdBy: name, layer: 0, imageId }],
    })
    const steps = (...images: [ImageFacts, ImageFacts]) => {
      const { history, stepsFrom } = joinFacts(images)
      return [stepsFrom, history[0]?.createdBy, history[0]?.imageId]
    }
    expect(steps(of('a', 'inferred', '1'), of('b', 'config'))).toEqual(['config', 'b', '1'])
    expect(steps(of('a', 'config'), of('b', 'inferred', '2'))).toEqual(['config', 'a', '2'])
    expect(steps(of('a', 'config', '1'), of('b', 'config', '2'))).toEqual(['config', 'a', '1'])
  })

  it('leaves a guessed figure a guess while no config confirms it', () => {
    const figure = { bytes: 5 as UnpackedBytes, exactness: 'estimated', ruler: 'file content' } as const
    const [layer] = daemon.layers
    const guessed: ImageFacts = {
      ...daemon,
      stepsFrom: 'inferred',
      history: [{ createdBy: 'RUN x', layer: 0, unpackedBytes: figure.bytes }],
      layers: [{ ...layer!, unpacked: figure }],
    }
    expect(joinFacts([guessed, guessed]).layers[0]?.unpacked).toEqual(figure)
  })

  it('does not lay figures beside steps of another number', () => {
    const history = [{ createdBy: 'RUN y', layer: 0, unpackedBytes: 7 as UnpackedBytes, imageId: 'id' }]
    const longer = {
      ...daemon,
      stepsFrom: 'inferred' as const,
      history: [...history, ...history, ...history],
    }
    const joined = joinFacts([registry, longer])
    expect(joined.history).toStrictEqual(registry.history)
  })

  it('lets the config correct an inferred pairing, bytes included', () => {
    const step = (createdBy: string, bytes: number, layer: number | null) => ({
      createdBy,
      layer,
      unpackedBytes: bytes as UnpackedBytes,
    })
    const inferred: ImageFacts = {
      ...daemon,
      stepsFrom: 'inferred',
      history: [step('ADD', 10, 0), step('RUN rm', 0, null), step('RUN echo', 0, 1)],
    }
    const certain: ImageFacts = {
      ...registry,
      history: [
        { createdBy: 'ADD', layer: 0 },
        { createdBy: 'RUN rm', layer: 1 },
        { createdBy: 'RUN echo', layer: null },
      ],
    }
    const joined = joinFacts([inferred, certain])
    expect(joined.stepsFrom).toBe('config')
    expect(joined.history.map(({ layer, unpackedBytes }) => [layer, unpackedBytes])).toEqual([
      [0, 10],
      [1, 0],
      [null, 0],
    ])
    expect(joined.layers.map(({ unpacked }) => unpacked?.bytes)).toEqual([10, 0])
  })

  it('knows the same of the layers in whatever order the sources come', () => {
    const part = fc.record({
      unpacked: fc.option(fc.nat(1e6), { nil: undefined }),
      transfer: fc.option(fc.nat(1e6), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const whole = madeImage(
          'localhost/app:1',
          parts.map((sizes, index) => ({ name: `${index}`, ...sizes })),
        )
        const local = { ...whole, layers: whole.layers.map(({ blob: _, ...layer }) => layer) }
        const remote = { ...whole, layers: whole.layers.map(({ unpacked: _, ...layer }) => layer) }
        expect(joinFacts([local, remote]).layers).toEqual(whole.layers)
        expect(joinFacts([remote, local]).layers).toEqual(whole.layers)
        expect(joinFacts([whole]).layers).toBe(whole.layers)
      }),
    )
  })

  it('takes the bytes of an inferred pairing for measured once the config confirms it', () => {
    const figure = {
      bytes: 5 as UnpackedBytes,
      exactness: 'estimated' as const,
      ruler: 'file content' as const,
    }
    const history = [{ createdBy: 'RUN x', layer: 0, unpackedBytes: figure.bytes }]
    const one = madeImage('localhost/app:1', [{ name: 'base', transfer: 5 }])
    const guessed = {
      ...one,
      stepsFrom: 'inferred' as const,
      history,
      layers: one.layers.map((layer) => ({ ...layer, unpacked: figure })),
    }
    const { layers } = joinFacts([guessed, { ...one, history: [{ createdBy: 'RUN x', layer: 0 }] }])
    expect(layers[0]?.unpacked).toEqual({ ...figure, exactness: 'measured' })
  })

  it('keeps what a daemon measured when its steps cannot be laid beside the config', () => {
    const longer = { ...daemon, history: [...daemon.history, { createdBy: 'CMD', layer: null }] }
    const { layers, history } = joinFacts([{ ...longer, stepsFrom: 'inferred' }, registry])
    expect(layers.map(({ unpacked }) => unpacked?.bytes)).toEqual([10, 0])
    expect(history).toEqual(registry.history)
  })
})
