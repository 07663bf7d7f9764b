import { describe, expect, it } from 'vitest'
import { imageOf } from '../pull/facts.testing'
import { heldBefore } from './cache-set'

describe('what a daemon holds', () => {
  const image = imageOf('x', 'a')
  const holdings = (places: Partial<Parameters<typeof heldBefore>[0]>) =>
    heldBefore({ tags: [], baseLayers: 0, known: [], ...places }, 'daemon', 0).held.map(({ name, how }) => [
      name,
      how,
    ])

  it('is pulled or pushed where the image has repository digests, and built where it has none', () => {
    const origins = [{ kind: 'daemon', name: 'made up', at: '2026-01-01T00:00:00Z' }] as const
    const built = { ...image, origins }
    const pulled = { ...built, repoDigests: [`redis@${built.configDigest}`] }
    const tags = [built, pulled, { ...image, origins: [] }].map((daemon, index) => ({
      facts: { tag: `${index}`, daemon, failures: [] },
      image: daemon,
      presentIn: [],
    }))
    expect(holdings({ tags })).toEqual([
      ['0', 'built'],
      ['1', 'pulled'],
    ])
  })

  it('has its other images by their familiar names', () => {
    const end = {
      reference: 'docker.io/library/redis:7',
      chainId: image.layers[0]!.chainId,
      layers: image.layers,
    }
    expect(holdings({ known: [end, { ...end, transferred: true }] })).toEqual([
      ['redis:7', 'built'],
      ['redis:7', 'pulled'],
    ])
  })
})
