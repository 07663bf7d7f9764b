// Longer than most: the figures of a tag that have no file of their own.
import { describe, expect, it } from 'vitest'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import type { ImageFacts, LayerFacts, SizeAccounting } from '../../oci/facts'
import { estimate, exact, unknown } from '../cell'
import { type MadeLayer, madeImage } from '../compare/facts.testing'
import { hostThatPulled } from '../pull/host'
import { planFreshPull, planPull } from '../pull/plan'
import type { TagCellId } from '../report'
import { cellsOf, sizesOf } from './index'
import { localBytes } from './local-size'
import type { TagContext } from './measure'
import { missingCode, sumLayers, Tally } from './sum'

const BASE = { name: 'base', unpacked: 300, transfer: 100 }
const TOP = { name: 'top', unpacked: 100, transfer: 60 }
const image = (...layers: MadeLayer[]) => madeImage('localhost/x:1', layers)

function cell(id: TagCellId, own: ImageFacts, context: Partial<TagContext> = {}) {
  const freshPull = planFreshPull(own)
  const whole = {
    tag: '1',
    rule: 'classic' as const,
    image: own,
    freshPull,
    sizes: sizesOf(own, freshPull),
    cachedPull: freshPull,
    missingFromCache: [],
    stored: { registry: exact(0, 'bytes'), host: exact(0, 'bytes') },
  }
  return cellsOf({ ...whole, ...context })[id]
}

const sized = (own: ImageFacts) => ({ image: own, sizes: sizesOf(own, planFreshPull(own)) })

/** A pull that reuses so many layers from the base and fetches the others. */
const reusing = (own: ImageFacts, reusedDepth: number): TagContext['cachedPull'] => ({
  ways: own.layers.map((_, index) => (index < reusedDepth ? 'reuse' : 'download')),
  reusedDepth,
  fetched: own.layers.slice(reusedDepth),
})

describe('cached images', () => {
  const own = image(BASE, TOP)
  const of = (context: Partial<TagContext>) => cell('cached-images', own, context)
  it('are the tags that are reused whole, else the base, else none', () => {
    const cachedPull = reusing(own, 1)
    expect(of({ reusedTags: { first: '1', last: '3' }, cachedPull })).toEqual({
      kind: 'images',
      images: 'tags',
      first: '1',
      last: '3',
    })
    expect(of({ reusedBase: 'os', cachedPull })).toEqual({
      kind: 'images',
      images: 'base',
      name: 'os',
      layers: 1,
    })
    expect(of({ reusedBase: 'os' })).toEqual({ kind: 'images', images: 'none' })
  })
})

describe('a download', () => {
  const own = image(BASE, TOP)
  const bare = { ...own, layers: own.layers.map(({ blob: _, ...layer }) => layer) }

  it('without a cache is all distinct blobs', () => {
    expect(cell('uncached:transfer', image(BASE, TOP, BASE))).toEqual(exact(160, 'bytes'))
    expect(cell('registry', image(BASE, TOP, BASE))).toEqual(exact(160, 'bytes'))
    expect(cell('layers', image(BASE, TOP, BASE))).toEqual(exact(3, 'layers'))
  })

  it('counts a repeated layer each time unpacked, as the local size does', () => {
    const twice = image(BASE, TOP, BASE)
    for (const id of ['local', 'uncached:unpacked', 'cached:unpacked'] as const)
      expect(cell(id, twice)).toEqual(exact(700, 'bytes'))
    // The lower one is on the host: the upper one is fetched and unpacked all the same.
    const cachedPull = planPull(twice, hostThatPulled([madeImage('localhost/x:0', [BASE])]), 'classic')
    expect(cell('cached:unpacked', twice, { cachedPull })).toEqual(exact(400, 'bytes'))
  })

  it('is an estimate when a tag of the cache set could not be read, unless all is reused anyway', () => {
    const missingFromCache = ['7', '8']
    const why = { code: 'cache-incomplete', data: { tag: '7' } } as const
    const of = (depth: number) =>
      cell('cached:transfer', own, { missingFromCache, cachedPull: reusing(own, depth) })
    expect(of(1)).toEqual(estimate(60, 'bytes', why))
    expect(of(2)).toEqual(exact(0, 'bytes'))
    expect(cell('cached:transfer', own, { cachedPull: reusing(own, 1) })).toEqual(exact(60, 'bytes'))
  })

  it('is the most that it can be where the host may hold more, and exact where nothing is fetched', () => {
    const orLess = { code: 'held-build-cache', data: { count: 2 } } as const
    const of = (depth: number) => cell('cached:transfer', own, { orLess, cachedPull: reusing(own, depth) })
    expect(of(1)).toEqual(estimate(60, 'bytes', orLess))
    expect(of(2)).toEqual(exact(0, 'bytes'))
  })

  it('is an estimate when the reuse was judged by chainIDs alone', () => {
    const of = (depth: number) => cell('cached:unpacked', bare, { cachedPull: reusing(bare, depth) })
    expect(of(1)).toEqual(estimate(100, 'bytes', { code: 'no-blobs' }))
    expect(of(0)).toEqual(exact(400, 'bytes'))
    const half = { ...own, layers: [own.layers[0]!, bare.layers[1]!] }
    expect(cell('cached:unpacked', half, { cachedPull: reusing(half, 1) })).toMatchObject({
      kind: 'estimate',
    })
    expect(cell('cached:unpacked', own, { cachedPull: reusing(own, 1) })).toEqual(exact(100, 'bytes'))
  })

  it('keeps the reason of a figure that is none', () => {
    const found = cell('cached:transfer', bare, { missingFromCache: ['7'], cachedPull: reusing(bare, 1) })
    expect(found).toEqual(unknown('bytes', { code: 'no-registry', data: { layers: 1 } }))
  })
})

describe('releases left', () => {
  const of = (count: number, layersPerRelease?: number) =>
    cell('releases-left', image(...Array.from({ length: count }, (_, index) => ({ name: `${index}` }))), {
      layersPerRelease,
    })
  it('are those that fit whole, at the pace of the series', () => {
    expect(of(5, 2.5)).toEqual(estimate(48, 'releases', { code: 'pace', data: { layers: 2.5 } }))
    expect(of(5, 7)).toMatchObject({ value: 17 })
    expect(of(5, 1 / 3)).toMatchObject({ value: 360, why: { data: { layers: 0.33 } } })
    expect(of(126, 1)).toMatchObject({ value: 0 })
  })
  it('are not known of a store whose limit differs from host to host', () => {
    for (const rule of ['containerd', 'prefix-only'] as const) {
      const found = cell('releases-left', image(BASE), { layersPerRelease: 1, rule })
      expect(found).toEqual(unknown('releases', { code: 'no-layer-limit' }))
    }
  })
  it('are not known of a series that does not grow', () => {
    for (const pace of [undefined, 0, -1])
      expect(of(5, pace)).toEqual(unknown('releases', { code: 'no-growth' }))
  })
})

describe('the share with the previous tag', () => {
  const own = image(BASE, TOP)
  it('is of bytes in layers that both have from the base', () => {
    expect(cell('share:unpacked', own, { previous: sized(image(BASE)) })).toEqual(exact(0.75, 'ratio'))
    expect(cell('share:transfer', own, { previous: sized(image(BASE)) })).toEqual(exact(0.625, 'ratio'))
    expect(cell('share:transfer', own, { previous: sized(image(TOP)) })).toEqual(exact(0, 'ratio'))
  })
  it('is none of nothing', () => {
    const empty = image({ name: 'empty', unpacked: 0 })
    expect(cell('share:unpacked', empty, { previous: sized(own) })).toEqual(exact(0, 'ratio'))
    expect(cell('share:unpacked', image(), { previous: sized(own) })).toEqual(
      unknown('ratio', { code: 'no-layers' }),
    )
  })
  it('is not known of the first tag, nor without sizes', () => {
    expect(cell('share:unpacked', own)).toEqual(unknown('ratio', { code: 'first-tag' }))
    const why = { code: 'no-registry', data: { layers: 1 } } as const
    expect(cell('share:transfer', image({ name: 'x' }), { previous: sized(own) })).toEqual(
      unknown('ratio', why),
    )
  })
  it('is an estimate where a size is one', () => {
    const guessed = estimated(own, 1)
    expect(cell('share:unpacked', guessed, { previous: sized(image(BASE)) })).toEqual(
      estimate(0.75, 'ratio', { code: 'inferred' }),
    )
  })
})

/** An image of which one layer's unpacked bytes are inferred. */
function estimated(of: ImageFacts, index: number): ImageFacts {
  const layer = of.layers[index]!
  const unpacked = layer.unpacked && { ...layer.unpacked, exactness: 'estimated' as const }
  return { ...of, layers: of.layers.with(index, { ...layer, unpacked }) }
}

describe('the size on a host', () => {
  const steps = (...bytes: (number | undefined)[]) => ({
    ...image({ name: 'x' }),
    stepsFrom: 'unpaired' as const,
    history: bytes.map((count) => ({ createdBy: 'x', unpackedBytes: count as UnpackedBytes | undefined })),
  })
  const unpaired = unknown('bytes', { code: 'unpaired', data: { layers: 1 } })
  it('is of the steps where they cannot be paired with layers', () => {
    expect(localBytes(steps(5, 0, 7))).toEqual(exact(12, 'bytes'))
    expect(localBytes(steps(5, undefined))).toEqual(unpaired)
    expect(localBytes(steps())).toEqual(unpaired)
    const tall = { ...image(BASE, TOP, BASE), ...{ stepsFrom: 'unpaired' as const } }
    const bare = tall.layers.map((layer) => ({ ...layer, unpacked: undefined }))
    const short = { ...tall, layers: bare, history: steps(5, 7).history }
    expect(localBytes(short)).toMatchObject({ why: { code: 'unpaired' } })
    expect(localBytes({ ...short, historyLayers: 4 })).toEqual(exact(12, 'bytes'))
    expect(localBytes({ ...steps(5), stepsFrom: 'config' })).toMatchObject({ why: { code: 'not-local' } })
  })
  it('is of the layers where these are known', () => {
    expect(localBytes({ ...image(BASE, TOP), ...{ stepsFrom: 'unpaired' } })).toEqual(exact(400, 'bytes'))
  })
})

describe('the size on a disk', () => {
  const blocks = image(BASE, TOP)
  const withRuler = ({ unpacked, ...layer }: LayerFacts, ruler: SizeAccounting) => {
    return { ...layer, unpacked: unpacked && { ...unpacked, ruler } }
  }
  const counted = { ...blocks, layers: blocks.layers.map((layer) => withRuler(layer, 'disk blocks')) }
  const on = (rule: TagContext['rule'], own: ImageFacts = counted) => cell('disk', own, { rule })
  it('has the blobs beside the layers where the store keeps them', () => {
    expect(on('containerd')).toEqual(exact(560, 'bytes'))
    for (const rule of ['classic', 'prefix-only'] as const) expect(on(rule)).toEqual(exact(400, 'bytes'))
  })
  it('is an estimate of an image that another store measured, and unknown while a part is', () => {
    const why = (ruler: string) => ({ code: 'other-ruler', data: { ruler } }) as const
    expect(on('containerd', blocks)).toEqual(estimate(560, 'bytes', why('content')))
    const tarred = { ...blocks, layers: blocks.layers.map((layer) => withRuler(layer, 'tar bytes')) }
    expect(on('containerd', tarred)).toEqual(estimate(560, 'bytes', why('tar')))
    expect(on('containerd', estimated(counted, 1))).toMatchObject({
      kind: 'estimate',
      why: { code: 'inferred' },
    })
    expect(on('containerd', image({ name: 'x', unpacked: 1 }))).toMatchObject({
      why: { code: 'no-registry' },
    })
    expect(on('containerd', image({ name: 'x', transfer: 1 }))).toMatchObject({ why: { code: 'not-local' } })
  })
})

describe('why bytes are missing', () => {
  const own = image(BASE)
  const away = { ...own, origins: [{ kind: 'registry', name: 'r', at: '' } as const] }
  it.each([
    ['transfer', own, 'no-registry'],
    ['unpacked', away, 'not-local'],
    ['unpacked', { ...away, imageId: 'id', store: 'containerd' as const }, 'not-unpacked'],
    ['unpacked', { ...own, stepsFrom: 'unpaired' as const }, 'unpaired'],
    ['unpacked', { ...own, unmeasured: 'history-refused' as const }, 'history-refused'],
    ['unpacked', { ...own, store: 'containerd' as const }, 'not-unpacked'],
    ['unpacked', { ...own, store: 'classic' as const }, 'not-local'],
  ] as const)('of %s in %o is reported as %s', (basis, of, code) => expect(missingCode(basis, of)).toBe(code))
})

describe('Tally', () => {
  const own = image(BASE, TOP, { name: 'bare', transfer: 1 })
  const [base, top, bare] = own.layers as [ImageFacts['layers'][number], ...ImageFacts['layers']]

  it('gives back what was taken out again', () => {
    const tally = new Tally()
    tally.addLayer(base, 'unpacked', own)
    tally.addLayer(bare!, 'unpacked', own)
    tally.addLayer(bare!, 'unpacked', own)
    expect(tally.cell()).toEqual(unknown('bytes', { code: 'not-local', data: { layers: 2 } }))
    tally.removeLayer(bare!, 'unpacked', own)
    expect(tally.cell()).toMatchObject({ why: { data: { layers: 1 } } })
    tally.removeLayer(bare!, 'unpacked', own)
    expect(tally.cell()).toEqual(exact(300, 'bytes'))
    tally.addLayer(estimated(own, 1).layers[1]!, 'unpacked', own)
    expect(tally.cell()).toEqual(estimate(400, 'bytes', { code: 'inferred' }))
    tally.removeLayer(estimated(own, 1).layers[1]!, 'unpacked', own)
    expect(tally.cell()).toEqual(exact(300, 'bytes'))
  })

  it('adds up layers without a figure over all reasons, and names the first', () => {
    const tally = new Tally()
    tally.add(unknown('bytes', { code: 'unpaired', data: { layers: 2 } }))
    tally.add(unknown('bytes', { code: 'no-registry' }))
    expect(tally.cell()).toEqual(unknown('bytes', { code: 'unpaired', data: { layers: 3 } }))
    tally.remove(unknown('bytes', { code: 'unpaired', data: { layers: 2 } }))
    expect(tally.cell()).toEqual(unknown('bytes', { code: 'no-registry', data: { layers: 1 } }))
    tally.remove(unknown('bytes', { code: 'no-registry' }))
    expect(tally.cell()).toEqual(exact(0, 'bytes'))
  })

  it('says that accountings met while both are in it', () => {
    const tally = new Tally()
    tally.add(exact(5, 'bytes'), 'file content')
    tally.add(exact(7, 'bytes'), 'disk blocks')
    expect(tally.cell()).toEqual(estimate(12, 'bytes', { code: 'mixed-rulers' }))
    const why = { code: 'other-ruler', data: { ruler: 'tar' } } as const
    tally.add(estimate(1, 'bytes', why))
    expect(tally.cell()).toEqual(estimate(13, 'bytes', why))
    tally.remove(estimate(1, 'bytes', why))
    expect(tally.cell()).toEqual(estimate(12, 'bytes', { code: 'mixed-rulers' }))
    tally.remove(exact(5, 'bytes'), 'file content')
    expect(tally.cell()).toEqual(exact(7, 'bytes'))
    tally.add(estimate(1, 'bytes', { code: 'no-blobs' }))
    expect(tally.cell()).toEqual(estimate(8, 'bytes', { code: 'no-blobs' }))
    tally.remove(estimate(1, 'bytes', { code: 'no-blobs' }))
    tally.remove(exact(7, 'bytes'), 'disk blocks')
    tally.add(exact(5, 'bytes'), 'file content')
    expect(tally.cell()).toEqual(exact(5, 'bytes'))
  })

  it('asks of transfer bytes neither how they were counted nor inferred', () => {
    const blocks = { ...top!, unpacked: { ...top!.unpacked!, ruler: 'disk blocks' as const } }
    expect(sumLayers([base, blocks], 'unpacked', own)).toMatchObject({ kind: 'estimate', value: 400 })
    expect(sumLayers([base, blocks], 'transfer', own)).toEqual(exact(160 as TransferBytes, 'bytes'))
    expect(sumLayers(estimated(own, 0).layers, 'transfer', own)).toEqual(exact(161, 'bytes'))
  })
})
