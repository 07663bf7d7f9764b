import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeIndex, encodeIndex, type IndexColumns } from './index-codec'
import { randomLayers } from './random-layers.testing'
import { directory, file, hardlink, layerOf, symlink, whiteout } from './read.testing'

const LAYER = layerOf(
  directory('usr'),
  file('usr/bin', 3),
  file('usr/bind', 4, 'y'),
  file('usr/empty'),
  hardlink('usr/bis', 'usr/bin'),
  symlink('lib', 'usr/lib'),
  whiteout('gone'),
  file('../odd\n', 1),
)
const overTheWire = (columns: IndexColumns): unknown => JSON.parse(JSON.stringify(columns))

describe('encodeIndex and decodeIndex', () => {
  it('give back an index that went through JSON', () => {
    expect(decodeIndex(overTheWire(encodeIndex(LAYER)))).toEqual(LAYER)
  })

  it('give back an index of nothing', () => {
    const empty = layerOf()
    expect(decodeIndex(overTheWire(encodeIndex(empty)))).toEqual(empty)
  })

  it('give back any index', () => {
    fc.assert(
      fc.property(randomLayers, (layers) => {
        for (const layer of layers) expect(decodeIndex(overTheWire(encodeIndex(layer)))).toEqual(layer)
      }),
    )
  })

  it('give back paths and targets of any characters', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        const entries = pairs.map(([path, target]) => ({ ...LAYER.entries[5]!, path, target }))
        const layer = { ...LAYER, entries, notes: [] }
        expect(decodeIndex(overTheWire(encodeIndex(layer)))).toEqual(layer)
      }),
    )
  })

  it('give back owners that differ in one thing from the one before', () => {
    const of = (mode: number, uid: number, gid: number) => ({ ...LAYER.entries[0]!, mode, uid, gid })
    const entries = [of(1, 2, 3), of(1, 2, 4), of(1, 5, 4), of(6, 5, 4), of(6, 5, 4), of(1, 2, 3)]
    const written = encodeIndex({ ...LAYER, entries })
    expect([written.owner, written.owners.length]).toEqual([[0, 1, 2, 3, 3, 0], 4])
    expect(decodeIndex(overTheWire(written))?.entries).toEqual(entries)
  })

  it('give back times at both ends of what a Date can hold', () => {
    const at = (modified: number) => ({ ...LAYER.entries[0]!, modified })
    const entries = [at(8_640_000_000_000), at(-8_640_000_000_000), at(0)]
    expect(decodeIndex(overTheWire(encodeIndex({ ...LAYER, entries })))?.entries).toEqual(entries)
  })

  it('keep a file with content but without hash, a sparse one that is all hole', () => {
    const entries = [{ ...LAYER.entries[1]!, hash: undefined }, LAYER.entries[2]!]
    expect(decodeIndex(overTheWire(encodeIndex({ ...LAYER, entries })))?.entries).toEqual(entries)
  })
})

describe('decodeIndex', () => {
  const columns = encodeIndex(LAYER)

  it.each(['kinds', 'shared', 'rest', 'owner', 'modified', 'bytes', 'hashes', 'targets'] as const)(
    'knows a column %s that is too short or too long',
    (name) => {
      const column = columns[name]
      const longer = typeof column === 'string' ? `${column}f` : [...column, column[0]]
      expect(decodeIndex({ ...columns, [name]: column.slice(0, -1) })).toBeUndefined()
      expect(decodeIndex({ ...columns, [name]: longer })).toBeUndefined()
    },
  )

  it.each([
    ['another version', { v: 2 }],
    ['a digest that is none', { diffId: 'sha256:abc' }],
    ['an unknown kind', { kinds: `${columns.kinds.slice(0, -1)}?` }],
    ['an owner that is not listed', { owner: columns.owner.map(() => 9) }],
    ['a path that shares more than there is', { shared: columns.shared.map(() => 99) }],
    ['a negative size', { bytes: columns.bytes.map(() => -1) }],
    ['a size that is no integer', { bytes: columns.bytes.map(() => 0.5) }],
    ['an unknown note', { notes: [{ code: 'other', count: 1, example: '' }] }],
  ])('knows %s', (_, damage) => expect(decodeIndex({ ...columns, ...damage })).toBeUndefined())

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        expect(decodeIndex(json)).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(columns)), fc.jsonValue(), (key, value) => {
        decodeIndex({ ...columns, [key]: value })
      }),
    )
  })
})
