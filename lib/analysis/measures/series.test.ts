import { describe, expect, it } from 'vitest'
import type { ImageFacts } from '../../oci/facts'
import { exact, unknown } from '../cell'
import { type MadeLayer, madeImage } from '../compare/facts.testing'
import { SERIES_MEASURES, type SeriesContext } from './series'

const image = (tag: string, layers: readonly MadeLayer[]) => madeImage(`localhost/x:${tag}`, layers)
const base = { name: 'base', unpacked: 100, transfer: 40 }
const one = { name: 'one', unpacked: 10, transfer: 4 }
const two = { name: 'two', unpacked: 20, transfer: 8 }

function figures(context: Partial<SeriesContext>) {
  const whole = { images: [], cells: [], missing: 0, rule: 'classic' as const, ...context }
  return Object.fromEntries(SERIES_MEASURES.map((measure) => [measure.id, measure.of(whole)]))
}

const blocks = (of: ImageFacts): ImageFacts => ({
  ...of,
  layers: of.layers.map((layer) =>
    layer.unpacked ? { ...layer, unpacked: { ...layer.unpacked, ruler: 'disk blocks' } } : layer,
  ),
})

describe('SERIES_MEASURES', () => {
  const images = [image('1', [base, one]), image('2', [base, two])]
  const cells = [
    { registry: exact(44, 'bytes'), local: exact(110, 'bytes'), disk: exact(110, 'bytes') },
    { registry: exact(48, 'bytes'), local: exact(120, 'bytes'), disk: exact(120, 'bytes') },
  ]

  it('count what tags share once on a disk, and in every tag where lines are added up', () => {
    expect(figures({ images, cells })).toEqual({
      'registry-disk': exact(52, 'bytes'),
      'host-disk': exact(130, 'bytes'),
      'host-content': exact(0, 'bytes'),
      'host-total': exact(130, 'bytes'),
      'naive-registry': exact(92, 'bytes'),
      'naive-host': exact(230, 'bytes'),
      'naive-total': exact(230, 'bytes'),
    })
  })

  it('count on a containerd host the blobs that it keeps beside the layers', () => {
    const counted = images.map(blocks)
    expect(figures({ images: counted, cells, rule: 'containerd' })).toMatchObject({
      'host-disk': exact(130, 'bytes'),
      'host-content': exact(52, 'bytes'),
      'host-total': exact(182, 'bytes'),
    })
    const why = { code: 'other-ruler', data: { ruler: 'content' } } as const
    const { 'host-total': total } = figures({ images, cells, rule: 'containerd' })
    expect(total).toEqual({ kind: 'estimate', value: 182, unit: 'bytes', why })
    expect(figures({ images: counted, cells, rule: 'prefix-only' })).toMatchObject({
      'host-content': exact(0, 'bytes'),
      'host-total': exact(130, 'bytes'),
    })
    const [first, second] = counted as [ImageFacts, ImageFacts]
    const blob = { ...second.layers[1]!.blob!, foreign: true } as const
    const layers = second.layers.with(1, { ...second.layers[1]!, blob })
    expect(figures({ images: [first, { ...second, layers }], cells, rule: 'containerd' })).toMatchObject({
      'registry-disk': exact(44, 'bytes'),
      'host-content': exact(52, 'bytes'),
    })
    const unpushed = [blocks(image('1', [{ name: 'own', unpacked: 7 }]))]
    expect(figures({ images: unpushed, rule: 'containerd' })).toMatchObject({
      'host-disk': exact(7, 'bytes'),
      'host-total': { kind: 'unknown', why: { code: 'no-registry' } },
    })
  })

  it('count content that stands on other layers twice on a host and once in a registry', () => {
    const turned = [image('1', [base, one]), image('2', [one, base])]
    expect(figures({ images: turned })).toMatchObject({
      'registry-disk': exact(44, 'bytes'),
      'host-disk': exact(220, 'bytes'),
    })
  })

  it('are no totals when tags could not be read, and say how many', () => {
    const why = { code: 'incomplete', data: { missing: 3, total: 5 } } as const
    const incomplete = unknown('bytes', why)
    expect(figures({ images, cells, missing: 3 })).toEqual({
      'registry-disk': incomplete,
      'host-disk': incomplete,
      'host-content': exact(0, 'bytes'),
      'host-total': incomplete,
      'naive-registry': incomplete,
      'naive-host': incomplete,
      'naive-total': incomplete,
    })
  })

  it('give the reason of a figure that is not known before that of a tag that could not be read', () => {
    const unmeasured = [image('1', [base, { name: 'one' }])]
    const registry = unknown('bytes', { code: 'no-registry', data: { layers: 2 } })
    const local = unknown('bytes', { code: 'not-local', data: { layers: 1 } })
    expect(figures({ images: unmeasured, cells: [{ registry, local }], missing: 1 })).toMatchObject({
      'registry-disk': { why: { code: 'no-registry', data: { layers: 1 } } },
      'host-disk': { why: { code: 'not-local', data: { layers: 1 } } },
      'naive-registry': { why: { code: 'no-registry', data: { layers: 2 } } },
      'naive-host': { why: { code: 'not-local', data: { layers: 1 } } },
    })
  })

  it('add up cells of bytes alone, each with the image that it is of', () => {
    const names = { kind: 'images', unit: 'images', images: 'none' } as const
    const count = { kind: 'unknown', unit: 'images', why: { code: 'no-registry' } } as const
    const odd = [...cells, { registry: names }, { registry: count }, {}, { registry: exact(5, 'bytes') }]
    const five = [...images, ...images, images[0]!]
    expect(figures({ images: five, cells: odd })).toMatchObject({ 'naive-registry': exact(92, 'bytes') })
  })

  it('call a sum an estimate in which file content and disk blocks meet, on a host alone', () => {
    const mixed = [images[0]!, blocks(images[1]!)]
    expect(figures({ images: mixed, cells })).toMatchObject({
      'registry-disk': exact(52, 'bytes'),
      'naive-registry': exact(92, 'bytes'),
      'naive-host': { kind: 'estimate', value: 230, why: { code: 'mixed-rulers' } },
      'host-disk': { kind: 'estimate', value: 130, why: { code: 'mixed-rulers' } },
    })
  })
})
