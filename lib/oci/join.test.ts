import { describe, expect, it } from 'vitest'
import { digestOf, madeImage } from '../compare/facts.testing'
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
})
