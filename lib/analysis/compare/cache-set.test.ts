import { describe, expect, it } from 'vitest'
import type { HeldBeyond, ImageFacts } from '../../oci/facts'
import { imageOf } from '../pull/facts.testing'
import type { RuleId } from '../pull/rules'
import { heldBefore, orLessOf } from './cache-set'

describe('what a daemon holds', () => {
  const image = imageOf('x', 'a')
  const holdings = (places: Partial<Parameters<typeof heldBefore>[0]>) =>
    heldBefore({ tags: [], baseLayers: [], known: [], ...places }, 'daemon', 0).held.map(({ name, how }) => [
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

  it('is pulled to a containerd store, however it came, and to Podman where the registry’s digest is among its own', () => {
    const origins = [{ kind: 'daemon', name: 'made up', at: '2026-01-01T00:00:00Z' }] as const
    const { configDigest } = image
    const own = { ...image, origins, repoDigests: [`redis@${configDigest}`] }
    const howOf = (more: Partial<ImageFacts>) => {
      const tag = { facts: { tag: '1', failures: [] }, image: { ...own, ...more }, presentIn: [] }
      return holdings({ tags: [tag] })[0]?.[1]
    }
    const manifestDigest = `sha256:${'d'.repeat(64)}` as NonNullable<ImageFacts['manifestDigest']>
    const podman = { store: 'containers-storage', manifestDigest } as const
    expect(howOf({ store: 'containerd', repoDigests: [] })).toBe('pulled')
    expect(howOf(podman)).toBe('built')
    expect(howOf({ ...podman, repoDigests: [...own.repoDigests, `h:5/redis@${manifestDigest}`] })).toBe(
      'pulled',
    )
  })

  it('has images without a tag by a digest, as short as an engine prints it', () => {
    const [{ chainId, layers }] = [{ chainId: image.layers[0]!.chainId, layers: image.layers }]
    const imageId = `sha256:${'e'.repeat(64)}`
    const known = [
      { reference: `docker.io/library/redis@${imageId}`, chainId, layers, transferred: true },
      { imageId, chainId, layers },
    ]
    expect(holdings({ known })).toEqual([
      ['redis@sha256:eeeeeeeeeeee', 'pulled'],
      ['sha256:eeeeeeeeeeee', 'built'],
    ])
  })
})

describe('what a daemon may hold beyond its images', () => {
  const [built, pulled] = (['built', 'pulled'] as const).map((how) => ({
    name: how,
    image: imageOf(how, how),
    how,
  }))
  const held = [built!, pulled!]
  const why = (
    beyond: HeldBeyond | undefined,
    fetched: ImageFacts['layers'],
    id: 'daemon' | 'none' = 'daemon',
    rule: RuleId = 'classic',
  ) => orLessOf({ tags: [], baseLayers: [], known: [], beyond }, id, held, rule)(fetched)
  const { layers } = imageOf('x', 'built')

  it('may spare any layer that is fetched, and nothing of another cache set', () => {
    const cached: HeldBeyond = { code: 'build-cache', count: 3 }
    expect(why(cached, layers)).toEqual({ code: 'held-build-cache', data: { count: 3 } })
    expect(why(cached, [])).toBeUndefined()
    expect(why(cached, layers, 'none')).toBeUndefined()
    expect(why(undefined, layers)).toBeUndefined()
    expect(why({ code: 'unread', count: 0 }, layers)?.code).toBe('held-unread')
  })

  it('may spare the layers that it has and does not say whether it knows their blobs: Docker in their place alone', () => {
    const unsaid: HeldBeyond = { code: 'blobs-unsaid', count: 0 }
    const all = [...layers, ...imageOf('x', 'pulled', 'new').layers]
    const elsewhere = imageOf('x', 'new', 'built').layers
    const two = { code: 'held-blobs-unsaid', data: { count: 2 } }
    expect(why(unsaid, all)).toEqual(two)
    expect(why(unsaid, elsewhere)).toBeUndefined()
    expect(why(unsaid, imageOf('x', 'new').layers)).toBeUndefined()
    expect(why(unsaid, all, 'daemon', 'containers-storage')).toEqual(two)
    expect(why(unsaid, elsewhere, 'daemon', 'containers-storage')?.data).toEqual({ count: 1 })
  })
})
