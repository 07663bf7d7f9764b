import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerIndex } from './entry'
import { NameTree, NONE } from './name-tree'
import { openPacked, packLayer } from './packed'
import { randomLayers } from './random-layers.testing'
import { file, layerOf, symlink } from './read.testing'
import { unionOf } from './union'
import { TooManyPathsError } from './union-columns'

const opened = (layer: LayerIndex) => {
  const found = openPacked(packLayer(layer).bytes)
  return found && { ...found, entries: [...found.entries], bytes: undefined }
}

describe('packLayer and openPacked', () => {
  it('give back any layer, entry by entry and each by itself', () => {
    fc.assert(
      fc.property(randomLayers, (layers) => {
        for (const layer of layers) {
          expect(opened(layer)).toEqual({ ...layer, bytes: undefined })
          const { entries } = packLayer(layer)
          expect(layer.entries.map((_, at) => entries.at(at))).toEqual(layer.entries)
        }
      }),
    )
  })

  it('give back paths and targets of any characters, and long lists', () => {
    const text = fc.string({ unit: 'binary' })
    const [link] = layerOf(symlink('a', 'b')).entries
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), fc.nat(100), (pairs, more) => {
        const entries = Array.from({ length: pairs.length + more }, (_, at) => {
          const [path, target] = pairs[at % pairs.length]!
          return { ...link!, path, target }
        })
        expect(opened({ ...layerOf(), entries })?.entries).toEqual(entries)
      }),
    )
  })

  it('never throws, whatever was written in place of it', () => {
    const { bytes } = packLayer(layerOf(file('etc/a', 3), symlink('b', 'c')))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = new Uint8Array(new SharedArrayBuffer(bytes.length))
        damaged.set(bytes)
        damaged[at] = value
        for (const entry of openPacked(damaged)?.entries ?? []) expect(entry.path).toBeTypeOf('string')
      }),
    )
  })

  it('takes less than a hundred bytes a file', () => {
    const files = Array.from({ length: 1000 }, (_, at) => file(`usr/lib/package/module-${at}/index.js`, 1))
    expect(packLayer(layerOf(...files)).bytes.length).toBeLessThan(100 * files.length)
  })
})

describe('NameTree', () => {
  it('finds what it was given, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.array(fc.string()), (paths, others) => {
        const names = new NameTree()
        const nodes = paths.map((path) => names.makePath(path))
        expect(paths.map((path) => names.find(path))).toEqual(nodes)
        expect(nodes.map((node) => names.pathOf(node))).toEqual(paths)
        const known = new Set([
          '',
          ...paths.flatMap((path) => path.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'))),
        ])
        for (const other of others) expect(names.find(other) === NONE).toBe(!known.has(other))
      }),
    )
  })
})

it('does not lay more paths over one another than it may, those that entries imply included', () => {
  const layer = layerOf(file('a/b/c/d/e'))
  expect(unionOf([layer], 6).names.size).toBe(6)
  expect(() => unionOf([layer], 5)).toThrow(TooManyPathsError)
  expect(() => unionOf(Array(13).fill(layer), 6)).toThrow('more than 6 paths')
})
