import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomLayers } from './random-layers.testing'
import { directory, file, hardlink, layerOf, symlink } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionTree } from './tree'
import { diffTrees, grownPaths, type PathDifference } from './tree-diff'
import { unionOf } from './union'

const tree = (...inputs: TarInput[]) => unionTree(unionOf([layerOf(...inputs)]), false)
const lines = ({ path, change, a, b }: PathDifference) =>
  [path, change, a?.bytes ?? '-', b?.bytes ?? '-'].join(' ')

describe('diffTrees', () => {
  it('tells what is added, removed and changed, largest first, and what stays', () => {
    const a = tree(directory('d'), file('d/changed', 1), file('d/removed', 40), file('same', 5))
    const b = tree(directory('d'), file('d/changed', 20), file('d/added', 30), file('same', 5))
    const { paths, ...sums } = diffTrees(a, b)
    expect(paths.map(lines)).toEqual([
      'd/removed removed 40 -',
      'd/added added - 30',
      'd/changed changed 1 20',
    ])
    expect(sums).toEqual({ addedBytes: 30, removedBytes: 40, changedBytes: 20, unchangedBytes: 5 })
  })

  it('tells other content of one length, another mode and another owner', () => {
    const a = tree(file('content', 3, 'x'), file('mode'), file('owner'))
    const b = tree(file('content', 3, 'y'), { ...file('mode'), mode: 0o600 }, { ...file('owner'), uid: 1 })
    expect(diffTrees(a, b).paths.map(({ path }) => path)).toEqual(['content', 'mode', 'owner'])
  })

  it('calls another time no difference', () => {
    expect(diffTrees(tree({ ...file('a', 1), mtime: 1 }), tree({ ...file('a', 1), mtime: 2 })).paths).toEqual(
      [],
    )
  })

  it('tells a directory only for itself: made, gone, of another mode, or in place of a file', () => {
    const a = tree(directory('gone'), directory('mode'), file('mode/x', 1), file('turned', 2))
    const b = tree(
      directory('made'),
      { ...directory('mode'), mode: 0o700 },
      file('mode/x', 1),
      file('turned/x', 3),
    )
    expect(diffTrees(a, b).paths.map(lines)).toEqual([
      'turned/x added - 3',
      'turned changed 2 0',
      'gone removed 0 -',
      'made added - 0',
      'mode changed 0 0',
    ])
  })

  it('calls a directory that is listed and one that is only implied the same', () => {
    expect(diffTrees(tree(directory('d'), file('d/x', 1)), tree(file('d/x', 1))).paths).toEqual([])
  })

  it('compares a directory that replaced a symlink as a directory', () => {
    const replaced = unionTree(unionOf([layerOf(symlink('lib', 'a')), layerOf(file('lib/x', 1))]), false)
    expect(diffTrees(replaced, tree({ ...directory('lib'), mode: 0o700 }, file('lib/x', 1))).paths).toEqual(
      [],
    )
  })

  it('calls a symlink to elsewhere changed, and a hard link in place of a copy', () => {
    expect(diffTrees(tree(symlink('s', 'a')), tree(symlink('s', 'b'))).paths.map(lines)).toEqual([
      's changed 0 0',
    ])
    const { paths, unchangedBytes } = diffTrees(
      tree(file('a', 5), file('b', 5)),
      tree(file('a', 5), hardlink('b', 'a')),
    )
    expect([paths.map(lines), unchangedBytes]).toEqual([['b changed 5 0'], 5])
  })
})

describe('grownPaths', () => {
  it('are the files that are new or larger, those that grew most first', () => {
    const a = tree(
      file('same', 9),
      file('less', 9),
      file('more', 90),
      file('gone', 50),
      file('as-large', 3, 'x'),
    )
    const b = tree(
      ...[file('same', 9), file('less', 2), file('more', 100), file('as-large', 3, 'y'), file('new', 11)],
      ...[directory('empty'), file('nothing', 0)],
    )
    expect(grownPaths(diffTrees(a, b)).map(lines)).toEqual(['new added - 11', 'more changed 90 100'])
  })
})

describe('diffTrees of any trees', () => {
  const trees = randomLayers.map((layers) => unionTree(unionOf(layers), false))

  it('finds nothing between equal ones, and all bytes unchanged', () => {
    fc.assert(
      fc.property(trees, (one) => {
        const nothing = {
          paths: [],
          addedBytes: 0,
          removedBytes: 0,
          changedBytes: 0,
          unchangedBytes: one.bytes,
        }
        expect(diffTrees(one, one)).toEqual(nothing)
      }),
    )
  })

  it('tells the same the other way round when they are swapped', () => {
    const SWAPPED = { added: 'removed', removed: 'added', changed: 'changed' } as const
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        const there = diffTrees(a, b)
        const back = diffTrees(b, a)
        expect(back.paths).toEqual(
          there.paths.map((one) => ({ path: one.path, change: SWAPPED[one.change], a: one.b, b: one.a })),
        )
        expect([back.addedBytes, back.removedBytes]).toEqual([there.removedBytes, there.addedBytes])
      }),
    )
  })

  it('adds up to all that B holds', () => {
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        const { addedBytes, changedBytes, unchangedBytes } = diffTrees(a, b)
        expect(addedBytes + changedBytes + unchangedBytes).toBe(b.bytes)
      }),
    )
  })
})
