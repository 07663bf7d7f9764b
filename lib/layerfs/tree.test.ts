import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomLayers } from './random-layers.testing'
import { directory, file, hardlink, layerOf, opaque, symlink, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { layerTree, type TreeNode, unionTree } from './tree'
import { unionOf } from './union'

const union = (...layers: TarInput[][]) => unionOf(layers.map((inputs) => layerOf(...inputs)))

function* nodes(node: TreeNode): Generator<TreeNode> {
  yield node
  for (const child of node.children) yield* nodes(child)
}

function at(tree: TreeNode, path: string): TreeNode | undefined {
  for (const node of nodes(tree)) if (node.path === path) return node
  return undefined
}

/** Path, change, bytes and hidden bytes of each node below the root. */
const lines = (tree: TreeNode) =>
  [...nodes(tree)]
    .slice(1)
    .map(({ path, change, bytes, hiddenBytes }) => [path, change ?? '-', bytes, hiddenBytes].join(' '))

describe('unionTree', () => {
  it('gives the bytes of several names to the file itself, wherever it stands, else to the first link', () => {
    const layer = [
      file('a/x', 1),
      file('b/file', 5),
      hardlink('a/link', 'b/file'),
      hardlink('c/link', 'b/file'),
    ]
    const bytesOf = (tree: TreeNode) => ['a/link', 'b/file', 'c/link'].map((path) => at(tree, path)?.bytes)
    expect(bytesOf(unionTree(union(layer), false))).toEqual([0, 5, 0])
    const above = unionTree(union(layer, [whiteout('b/file')]), false)
    expect(bytesOf(above)).toEqual([5, undefined, 0])
    expect(above.bytes).toBe(6)
    expect(bytesOf(unionTree(union(layer, [file('b/file', 7)]), false))).toEqual([5, 7, 0])
  })

  it('adds up bytes and files of directories', () => {
    const tree = unionTree(
      union([directory('a'), file('a/x', 1), file('a/b/y', 2), symlink('s', 'a')]),
      false,
    )
    expect(tree).toMatchObject({ bytes: 3, files: 3, directory: true, path: '' })
    expect(at(tree, 'a')).toMatchObject({ bytes: 3, files: 2, layer: 0 })
    expect(at(tree, 'a/b')).toMatchObject({
      bytes: 2,
      files: 1,
      directory: true,
      entry: undefined,
      layer: undefined,
    })
  })

  it('counts content with two names at one of them', () => {
    const tree = unionTree(union([file('a', 5), hardlink('b', 'a')]), false)
    expect(tree.bytes).toBe(5)
    expect(tree.children.map(({ bytes }) => bytes)).toEqual([5, 0])
  })

  it('shows deleted paths and what they hide only when asked to', () => {
    const layers = union([file('d/x', 5), file('y', 1)], [whiteout('d')])
    expect(lines(unionTree(layers, false))).toEqual(['y - 1 0'])
    expect(lines(unionTree(layers, true))).toEqual(['d deleted 0 5', 'd/x deleted 0 5', 'y - 1 0'])
  })

  it('shows what lies beneath a file', () => {
    const tree = unionTree(union([file('a', 1)], [file('a', 2)], [file('a', 3)]), false)
    expect(at(tree, 'a')).toMatchObject({
      bytes: 3,
      hiddenBytes: 3,
      layer: 2,
      shadows: [
        { layer: 0, bytes: 1, by: 1, how: 'overwritten' },
        { layer: 1, bytes: 2, by: 2, how: 'overwritten' },
      ],
    })
  })

  it('does not call content hidden that another name shows', () => {
    const tree = unionTree(union([file('a', 5), hardlink('b', 'a')], [whiteout('a')]), true)
    expect(lines(tree)).toEqual(['a deleted 0 0', 'b - 5 0'])
  })

  it('tells nothing of a symlink where a directory is that only its content implies', () => {
    const lib = at(unionTree(union([symlink('lib', 'usr/lib')], [file('lib/x', 1)]), false), 'lib')
    expect(lib).toMatchObject({ directory: true, entry: undefined, layer: undefined, bytes: 1 })
    expect(lib?.shadows).toEqual([{ layer: 0, bytes: 0, by: 1, how: 'overwritten' }])
  })

  it('is an empty directory without layers', () => {
    expect(unionTree(union(), true)).toMatchObject({ directory: true, bytes: 0, files: 0, children: [] })
  })
})

describe('layerTree', () => {
  it('tells what a layer adds, changes, writes again and deletes', () => {
    const base = [
      file('changed', 1),
      file('d/deleted', 2),
      file('mode', 3),
      file('same', 4),
      file('untouched', 5),
    ]
    const layer = [
      file('added', 10),
      file('changed', 20),
      whiteout('d/deleted'),
      { ...file('mode', 3), mode: 0o755 },
      { ...file('same', 4), mtime: 7 },
    ]
    const tree = layerTree(union(base, layer), 1)
    expect(lines(tree).sort()).toEqual([
      'added added 10 0',
      'changed changed 20 1',
      'd - 0 2',
      'd/deleted deleted 0 2',
      'mode changed 3 3',
      'same same 4 4',
    ])
    expect(tree).toMatchObject({ bytes: 37, hiddenBytes: 10 })
  })

  it('tells other content of the same length apart', () => {
    expect(lines(layerTree(union([file('a', 3, 'x')], [file('a', 3, 'y')]), 1))).toEqual(['a changed 3 3'])
  })

  it('calls added what a layer below had deleted', () => {
    expect(lines(layerTree(union([file('a', 1)], [whiteout('a')], [file('a', 1)]), 2))).toEqual([
      'a added 1 0',
    ])
  })

  it('calls changed what the layer itself deletes and makes again', () => {
    expect(lines(layerTree(union([file('a', 1)], [whiteout('a'), file('a', 2)]), 1))).toEqual([
      'a changed 2 1',
    ])
  })

  it('tells all that is in a deleted or opaque directory as deleted', () => {
    const base = [directory('d'), file('d/x', 1), directory('d/e'), file('d/e/y', 2)]
    expect(lines(layerTree(union(base, [whiteout('d')]), 1))).toEqual([
      'd deleted 0 3',
      'd/x deleted 0 1',
      'd/e deleted 0 2',
      'd/e/y deleted 0 2',
    ])
    expect(lines(layerTree(union(base, [opaque('d'), file('d/x', 9)]), 1))).toEqual([
      'd - 9 3',
      'd/x changed 9 1',
      'd/e deleted 0 2',
      'd/e/y deleted 0 2',
    ])
  })

  it('shows a directory that is listed again, as it was or of another mode', () => {
    const layers = union(
      [directory('a'), directory('b')],
      [directory('a'), { ...directory('b'), mode: 0o700 }],
    )
    expect(lines(layerTree(layers, 1))).toEqual(['a same 0 0', 'b changed 0 0'])
  })

  it('does not count as hidden what another name still shows', () => {
    expect(lines(layerTree(union([file('a', 5), hardlink('b', 'a')], [whiteout('a')]), 1))).toEqual([
      'a deleted 0 0',
    ])
  })

  it('tells of the last of two entries of one path, and of nothing that the layer itself replaces', () => {
    expect(lines(layerTree(union([file('a', 1), file('a', 2)]), 0))).toEqual(['a added 2 0'])
    expect(lines(layerTree(union([file('a', 1), file('a/x', 2)]), 0))).toEqual(['a - 2 0', 'a/x added 2 0'])
  })

  it('shows nothing of the layers above', () => {
    const tree = layerTree(union([file('a', 1)], [file('a', 2), file('b', 3)]), 0)
    expect(lines(tree)).toEqual(['a added 1 0'])
    expect(tree.children[0]?.shadows).toEqual([])
  })
})

// articles/2: four layers write test.txt, each of another size, and the last deletes it.
describe('the chained test.txt of the second article', () => {
  const writes = [10, 20, 30, 40].map((bytes) => [file('test.txt', bytes)])
  const layers = union([file('bin/sh', 1)], ...writes, [whiteout('test.txt')])

  it('is a whiteout with the four versions that it hides', () => {
    const shadows = [
      { layer: 1, bytes: 10, by: 2, how: 'overwritten' },
      { layer: 2, bytes: 20, by: 3, how: 'overwritten' },
      { layer: 3, bytes: 30, by: 4, how: 'overwritten' },
      { layer: 4, bytes: 40, by: 5, how: 'deleted' },
    ]
    const deleted = { path: 'test.txt', change: 'deleted', directory: false, bytes: 0, layer: 4, shadows }
    expect(layerTree(layers, 5).children).toMatchObject([{ ...deleted, hiddenBytes: 40 }])
    expect(at(unionTree(layers, true), 'test.txt')).toMatchObject({ ...deleted, hiddenBytes: 100 })
    expect(at(unionTree(layers, false), 'test.txt')).toBeUndefined()
  })

  it('is changed in each layer between the first and the last', () => {
    expect(layers.running).toEqual([1, 11, 21, 31, 41, 1])
    expect(lines(layerTree(layers, 1))).toEqual(['test.txt added 10 0'])
    expect(lines(layerTree(layers, 4))).toEqual(['test.txt changed 40 30'])
  })
})

describe('any tree', () => {
  it('has directories of just the bytes and files that are in them', () => {
    fc.assert(
      fc.property(randomLayers, fc.boolean(), (layers, withHidden) => {
        const made = unionOf(layers)
        const trees = [unionTree(made, withHidden), ...layers.map((_, layer) => layerTree(made, layer))]
        for (const node of trees.flatMap((tree) => [...nodes(tree)])) {
          if (!node.directory) continue
          expect(node.bytes).toBe(node.children.reduce((sum, { bytes }) => sum + bytes, 0))
          expect(node.files).toBe(node.children.reduce((sum, { files }) => sum + files, 0))
        }
      }),
    )
  })

  it('has layers whose hidden bytes add up to those of the union, but for what a layer hides of its own', () => {
    fc.assert(
      fc.property(randomLayers, (layers) => {
        const made = unionOf(layers)
        const own = [...nodes(unionTree(made, true))].flatMap(({ shadows }) =>
          shadows.filter(({ by, layer }) => by === layer),
        )
        fc.pre(own.length === 0)
        const hidden = layers.reduce((sum, _, layer) => sum + layerTree(made, layer).hiddenBytes, 0)
        expect(hidden).toBe(unionTree(made, true).hiddenBytes)
      }),
    )
  })
})
