import { describe, expect, it } from 'vitest'
import type { ImageEnd } from '../../oci/facts'
import type { CacheSetId } from '../cache-set'
import { heldBefore, walkCaches } from './cache-set'
import { madeImage } from './facts.testing'
import type { TagImage } from './tag-image'

const imageOf = (tag: string) => madeImage(`localhost/x:${tag}`, [{ name: 'base' }, { name: tag }])
const read = (tag: string, change: Partial<TagImage> = {}): TagImage => ({
  facts: { tag, failures: [] },
  image: imageOf(tag),
  presentIn: ['daemon'],
  ...change,
})
const unread = (tag: string) => read(tag, { image: undefined })

function heldOf(id: CacheSetId, index: number, tags: readonly TagImage[], known: readonly ImageEnd[] = []) {
  const { held, missing } = heldBefore({ tags, baseLayers: tags.map(() => 1), known }, id, index)
  return { held: held.map(({ name, how }) => `${name} ${how}`), missing }
}

const THREE = [read('1'), read('2'), read('3')]

describe('heldBefore', () => {
  it('names the tags of the set that the series has not, and those that could not be read', () => {
    expect(heldOf('tags:1,2,9', 2, [read('1'), unread('2'), read('3')])).toEqual({
      held: ['1 pulled'],
      missing: ['2', '9'],
    })
    expect(heldOf('tags:1,3', 0, THREE)).toEqual({ held: ['1 pulled', '3 pulled'], missing: [] })
  })

  it('means a tag by each of its names', () => {
    const named = read('1.2.3', { facts: { tag: '1.2.3', aliases: ['1.2', 'latest'], failures: [] } })
    expect(heldOf('tags:latest,1,9', 0, [read('1'), named])).toEqual({
      held: ['1 pulled', '1.2.3 pulled'],
      missing: ['9'],
    })
  })

  it('holds the earlier tags, the last few, or none', () => {
    expect(heldOf('earlier', 2, THREE)).toEqual({ held: ['1 pulled', '2 pulled'], missing: [] })
    expect(heldOf('previous', 2, THREE)).toEqual({ held: ['2 pulled'], missing: [] })
    expect(heldOf('previous:2', 1, THREE)).toEqual({ held: ['1 pulled'], missing: [] })
    expect(heldOf('previous', 2, [read('1'), unread('2'), read('3')])).toEqual({ held: [], missing: ['2'] })
    expect(heldOf('none', 2, THREE)).toEqual({ held: [], missing: [] })
  })

  it("holds the base's layers alone, without the tag's config", () => {
    const places = { tags: THREE, baseLayers: [2, 1, 0], known: [] }
    const [base] = heldBefore(places, 'base', 1).held
    expect(base).toMatchObject({ name: 'base', how: 'pulled' })
    expect(base?.image.configDigest).toBeUndefined()
    expect(base?.image.layers).toEqual(imageOf('2').layers.slice(0, 1))
    expect(heldBefore(places, 'base', 0).held[0]?.image.layers).toHaveLength(2)
    expect(heldBefore(places, 'base', 2).held).toEqual([])
    expect(heldOf('base', 0, [unread('1')])).toEqual({ held: [], missing: [] })
  })

  it('holds what the daemon has of the series, and its other images whose layers are known', () => {
    const elsewhere = { ...imageOf('2'), origins: [{ kind: 'registry', name: 'r', at: '' } as const] }
    const named = { ...imageOf('4'), repoDigests: ['x@sha256:1'] }
    const tags = [
      read('1'),
      read('2', { image: elsewhere }),
      read('3', { moved: { daemon: 'a', registry: 'b' } }),
      read('4', { image: named }),
      read('5', { image: named, facts: { tag: '5', failures: [], daemon: imageOf('5') } }),
      unread('6'),
    ]
    const { layers } = imageOf('1')
    const { chainId } = layers.at(-1)!
    const known: ImageEnd[] = [
      { reference: 'docker.io/library/a:1', chainId, layers, transferred: true },
      { reference: '<none>', chainId, layers },
      { reference: 'docker.io/library/b:1', chainId },
    ]
    expect(heldOf('daemon', 0, tags, known)).toEqual({
      held: ['1 built', '4 pulled', '5 built', 'a:1 pulled', '<none> built'],
      missing: [],
    })
  })
})

describe('walkCaches', () => {
  const walked = (id: CacheSetId, tags: readonly TagImage[]) => {
    const seen: { tag: string; missing: readonly string[]; index: number; knows: boolean }[] = []
    walkCaches(
      { tags, baseLayers: tags.map(() => 1), known: [] },
      id,
      'classic',
      ({ facts }, { host, missing }, index) => {
        const [layer] = imageOf('1').layers.slice(1)
        seen.push({ tag: facts.tag, missing: [...missing], index, knows: host.chainIds.has(layer!.chainId) })
      },
    )
    return seen.map(({ tag, missing, index, knows }) => `${index} ${tag} ${knows} ${missing.join()}`.trim())
  }

  it('shows each tag what the ones before it left', () => {
    expect(walked('earlier', [read('1'), unread('2'), read('3')])).toEqual([
      '0 1 false',
      '1 2 true',
      '2 3 true 2',
    ])
    expect(walked('previous', THREE)).toEqual(['0 1 false', '1 2 true', '2 3 false'])
    expect(walked('tags:1,9', THREE)).toEqual(['0 1 true 9', '1 2 true 9', '2 3 true 9'])
    expect(walked('daemon', THREE)).toEqual(['0 1 true', '1 2 true', '2 3 true'])
  })
})
