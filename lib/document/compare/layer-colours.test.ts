import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerReport } from '../../analysis/report'
import { FACES, HUES, layerMarks, markOf, marksOfImage } from './layer-colours'

const layerOf = (chainId: string, bytes = 1e6): LayerReport =>
  ({ chainId, diffId: chainId, transferBytes: bytes, depth: 1, sharedBy: 1 }) as LayerReport

/** Tags over few names, so that many layers are shared; some without bytes. */
const views = fc.array(
  fc
    .uniqueArray(fc.nat(60), { maxLength: 30 })
    .map((names) =>
      names.map((name) =>
        layerOf(`sha256:${name}`, (name * 7919) % 5 === 0 ? 0 : ((name * 7919) % 977) ** 2),
      ),
    ),
  { maxLength: 12 },
)
const holders = (tags: readonly (readonly LayerReport[])[], id: string) =>
  tags.filter((layers) => layers.some(({ chainId }) => chainId === id)).length

describe('layerMarks', () => {
  it('gives two layers one colour and pattern never', () => {
    fc.assert(
      fc.property(views, (tags) => {
        const drawn = [...layerMarks(tags).slots.values()].map((slot) => JSON.stringify(markOf(slot)))
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn).not.toContain(JSON.stringify(markOf(0)))
      }),
    )
  })

  it('colours only what more than one tag holds, and all of it while there are hues', () => {
    fc.assert(
      fc.property(views, (tags) => {
        const { slots: marks } = layerMarks(tags)
        for (const id of marks.keys()) expect(holders(tags, id)).toBeGreaterThan(1)
        const shared = new Set(tags.flat().map(({ chainId }) => chainId))
        const count = [...shared].filter((id) => holders(tags, id) > 1).length
        expect(marks.size).toBeGreaterThanOrEqual(Math.min(count, HUES))
      }),
    )
  })

  it('does not ask in which order tags stand', () => {
    fc.assert(
      fc.property(views, (tags) => {
        expect(new Map([...layerMarks(tags.toReversed()).slots].sort())).toEqual(
          new Map([...layerMarks(tags).slots].sort()),
        )
      }),
    )
  })

  it('leaves those beyond the palette neutral, lightest first', () => {
    const many = Array.from({ length: 60 }, (_, at) => layerOf(`${at}`, 1e6 - at))
    const { slots: marks } = layerMarks([many, many], { least: 2, patterned: 0 })
    expect([...marks.keys()]).toEqual(many.slice(0, HUES * FACES).map(({ chainId }) => chainId))
  })

  it('draws no pattern over what is too low to show it', () => {
    const many = [layerOf('all', 1e9), ...Array.from({ length: 20 }, (_, at) => layerOf(`${at}`, 1e6 - at))]
    const { slots: marks } = layerMarks([many, many])
    expect(marks.size).toBe(HUES)
    for (const slot of marks.values()) expect(markOf(slot).face).toBe(0)
  })

  it('keeps the colours of others when a light layer comes', () => {
    const tags = Array.from({ length: 4 }, () => ['a', 'b', 'c', 'd'].map((id, at) => layerOf(id, 9e6 - at)))
    const { slots: before } = layerMarks(tags)
    const { slots: after } = layerMarks(tags.map((layers) => [...layers, layerOf('e', 5)]))
    for (const [id, slot] of before) expect(after.get(id)).toBe(slot)
    expect(after.size).toBe(5)
  })

  it('knows a layer by its chainID, whatever two sources say of its bytes', () => {
    expect([...layerMarks([[layerOf('a', 1)], [layerOf('a', 2)]]).slots.keys()]).toEqual(['a'])
    expect(layerMarks([[layerOf('a'), layerOf('a')]]).slots.size).toBe(0)
    expect(layerMarks([]).slots).toEqual(new Map())
  })

  it('takes a layer that is packed in two ways for two, and one whose packing is not known for either', () => {
    const packed = (blobDigest?: string) => ({ ...layerOf('a'), blobDigest }) as LayerReport
    const two = layerMarks([[packed('x')], [packed('y')], [packed('x')], [packed()]])
    expect([two.slotOf(packed('x')) > 0, two.slotOf(packed('y')), two.slotOf(packed())]).toEqual([true, 0, 0])
    const one = layerMarks([[packed('x')], [packed()]])
    expect(one.slotOf(packed('x'))).toBe(one.slotOf(packed()))
    expect(one.slots.size).toBe(1)
  })

  it('gives the layers of one image a mark each', () => {
    expect(marksOfImage([layerOf('a'), layerOf('b', 0)]).slots.size).toBe(2)
  })
})

it('markOf has no colour for what is no slot', () => {
  for (const slot of [0, -1, 0.5, Number.NaN, HUES * FACES + 1])
    expect(markOf(slot)).toEqual({ hue: 0, face: 0 })
  expect(markOf(1)).toEqual({ hue: 1, face: 0 })
  expect(markOf(HUES * FACES)).toEqual({ hue: HUES, face: FACES - 1 })
})
