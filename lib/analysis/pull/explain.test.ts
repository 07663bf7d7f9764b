import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainPull } from './explain'
import { bytesOf, held, hosts, imageOf, layersOf, rules } from './facts.testing'
import { type HeldImage, hostOf } from './held'
import { planPull } from './plan'

const whys = (...asked: Parameters<typeof explainPull>) => explainPull(...asked).map(({ why }) => why)

describe('explainPull', () => {
  it('fetches nothing but the manifest of an image that the classic host built itself', () => {
    expect(whys(imageOf('x', 'a', 'b'), [held('built', 'x:1', 'a', 'b')], 'classic')).toEqual([
      { code: 'same-config', image: 'x:1' },
      { code: 'same-config', image: 'x:1' },
    ])
  })

  it('names the image that shares most, and where its chain goes another way', () => {
    const host = [held('pulled', 'base', 'a'), held('pulled', 'v1', 'a', 'b', 'c')]
    expect(whys(imageOf('v2', 'a', 'b', 'd'), host, 'classic')).toEqual([
      { code: 'held', image: 'v1' },
      { code: 'held', image: 'v1' },
      { code: 'chain-differs', image: 'v1', shared: 2 },
    ])
  })

  it('calls a layer new that goes on where the nearest image ends', () => {
    expect(whys(imageOf('v2', 'a', 'b'), [held('pulled', 'v1', 'a')], 'classic')[1]).toEqual({ code: 'new' })
    expect(whys(imageOf('v2', 'a'), [], 'containerd')).toEqual([{ code: 'new' }])
  })

  it('tells content above the first miss from content under another parent', () => {
    const host = [held('pulled', 'v1', 'a', 'c')]
    const image = imageOf('v2', 'c', 'b', 'a')
    expect(whys(image, host, 'classic')).toEqual([
      { code: 'other-parent', image: 'v1', layer: 2 },
      { code: 'new' },
      { code: 'above-first-miss', image: 'v1', layer: 1, firstMiss: 1 },
    ])
    expect(whys(image, host, 'containerd')).toEqual([
      { code: 'content', image: 'v1', layer: 2 },
      { code: 'new' },
      { code: 'content', image: 'v1', layer: 1 },
    ])
  })

  it('classic: tells a layer that was only built from one that was packed again', () => {
    expect(whys(imageOf('y', 'a', 'b'), [held('built', 'x', 'a', 'c')], 'classic')[0]).toEqual({
      code: 'blob-unknown',
      image: 'x',
      layer: 1,
      because: 'built',
    })
    expect(whys(imageOf('y', "a'"), [held('pulled', 'x', 'a', 'c')], 'classic')[0]).toMatchObject({
      code: 'blob-unknown',
      because: 'other-blob',
    })
  })

  it('containerd: fetches content again of which the store has another blob', () => {
    const host = [held('pulled', 'x', 'c', 'a')]
    expect(whys(imageOf('y', 'b', "a'"), host, 'containerd')[1]).toMatchObject({
      because: 'other-blob',
      layer: 2,
    })
    expect(whys(imageOf('y', 'b', 'a?'), host, 'containerd')[1]).toMatchObject({ because: 'digest-unknown' })
  })

  it('classic: a known layer above one that is fetched again names the same chain', () => {
    const host = [held('built', 'x', 'a', 'b', 'd'), held('pulled', 'y', 'b')]
    expect(whys(imageOf('z', 'a', 'b'), host, 'classic')).toEqual([
      { code: 'blob-unknown', image: 'x', layer: 1, because: 'built' },
      { code: 'above-first-miss', image: 'x', layer: 2, firstMiss: 1 },
    ])
  })

  it('points a repeated blob at the layer that fetches it, not at one that is reused', () => {
    expect(whys(imageOf('x', 'a', 'b', 'a', 'a'), [held('pulled', 'y', 'a')], 'classic').slice(2)).toEqual([
      { code: 'above-first-miss', image: 'y', layer: 1, firstMiss: 2 },
      { code: 'repeat', layer: 3 },
    ])
  })

  it('says what was assumed because no source gave blob digests', () => {
    expect(whys(imageOf('y', 'a', 'b'), [held('pulled', 'x', 'a?', 'c')], 'classic')[0]).toEqual({
      code: 'held',
      image: 'x',
      assumed: true,
    })
    expect(whys(imageOf('y', 'b', 'c'), [held('pulled', 'x', 'c?')], 'containerd')[1]).toEqual({
      code: 'content',
      image: 'x',
      layer: 1,
      assumed: true,
    })
  })

  it('names the place below which the layers are the same, where several images have the layer', () => {
    const host = [held('built', 'w', 'x', 'c', 'b'), held('built', 'x', 'a', 'b', 'e')]
    expect(whys(imageOf('z', 'a', 'b'), host, 'classic')).toEqual([
      { code: 'blob-unknown', image: 'x', layer: 1, because: 'built' },
      { code: 'blob-unknown', image: 'x', layer: 2, because: 'built' },
    ])
    // Above what both share, the first place is as good as any.
    expect(whys(imageOf('z', 'a', 'd', 'c'), host, 'classic').at(-1)).toMatchObject({ image: 'w', layer: 2 })
  })

  it('goes the ways of planPull, and its downloads sum up to what the plan fetches', () => {
    fc.assert(
      fc.property(layersOf(), hosts(), rules, (layers, host, rule) => {
        const image = imageOf('x', ...layers)
        const plan = planPull(image, hostOf(host, rule), rule)
        const verdicts = explainPull(image, host, rule)
        expect(verdicts.map(({ way }) => way)).toEqual(plan.ways)
        const sum = verdicts.reduce(
          (bytes, { way, transferBytes = 0 }) => bytes + (way === 'download' ? transferBytes : 0),
          0,
        )
        const fetched = layers.filter(
          (layer, index) => plan.ways[index] === 'download' && !layer.endsWith('?'),
        )
        expect(sum).toBe(fetched.reduce((bytes, layer) => bytes + bytesOf(layer), 0))
      }),
      { numRuns: 1000 },
    )
  })

  it('gives reasons that are true of the image that they name', () => {
    fc.assert(
      fc.property(layersOf(), hosts(), rules, (layers, host, rule) => {
        const image = imageOf('x', ...layers)
        for (const [index, { way, why }] of explainPull(image, host, rule).entries()) {
          expect(WAYS[why.code]).toBe(way)
          expect(isTrue(image, host, index, why)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

type Why = ReturnType<typeof explainPull>[number]['why']

const WAYS: Record<Why['code'], string> = {
  'same-config': 'reuse',
  held: 'reuse',
  content: 'content',
  elsewhere: 'content',
  repeat: 'repeat',
  'repeat-in-flight': 'download',
  'chain-differs': 'download',
  'other-parent': 'download',
  'above-first-miss': 'download',
  'blob-unknown': 'download',
  'in-part': 'download',
  new: 'download',
}

function isTrue(image: HeldImage['image'], host: readonly HeldImage[], index: number, why: Why): boolean {
  const layer = image.layers[index]!
  const named = 'image' in why ? host.find(({ name }) => name === why.image)! : undefined
  const there = named?.image.layers
  switch (why.code) {
    case 'same-config':
      return named?.image.configDigest === image.configDigest
    case 'held':
      return there?.[index]?.chainId === layer.chainId
    case 'content':
      return named?.how !== 'built' && sameBlob(there?.[why.layer - 1], layer, why.assumed)
    case 'elsewhere':
      return there?.[why.layer - 1]?.diffId === layer.diffId && there?.[index]?.chainId !== layer.chainId
    case 'repeat':
    case 'repeat-in-flight':
      return why.layer <= index && sameBlob(image.layers[why.layer - 1], layer, layer.blob === undefined)
    case 'chain-differs': {
      const [shared, next] = [there?.[why.shared - 1], there?.[why.shared]]
      const same = shared?.chainId === image.layers[why.shared - 1]?.chainId
      return same && why.shared === index && next !== undefined && next.chainId !== layer.chainId
    }
    case 'other-parent':
      return there?.[why.layer - 1]?.diffId === layer.diffId && there?.[index]?.chainId !== layer.chainId
    case 'above-first-miss':
      return there?.[why.layer - 1]?.diffId === layer.diffId && why.firstMiss <= index
    case 'blob-unknown': {
      const knows = host.some(
        (one) => one.how !== 'built' && one.image.layers.some((l) => sameBlob(l, layer)),
      )
      const isThere = there?.[why.layer - 1]?.diffId === layer.diffId
      return isThere && knows === (why.because === 'fetch-skipped')
    }
    case 'in-part':
      return layer.blob?.files !== undefined
    case 'new':
      return !host.some((one) => one.image.layers.some(({ diffId }) => diffId === layer.diffId))
  }
}

type Layer = HeldImage['image']['layers'][number]

function sameBlob(one: Layer | undefined, other: Layer, assumed = false): boolean {
  if (assumed) return one?.diffId === other.diffId
  return one?.blob !== undefined && one.blob.digest === other.blob?.digest
}
