import { describe, expect, it } from 'vitest'
import { directory, file, layerOf, opaque, whiteout } from './read.testing'
import { childrenAt, flatRows, isGlob, sortRows } from './rows'
import type { TarInput } from './tar-writer.testing'
import { layerTree, unionTree } from './tree'
import { unionOf } from './union'

const union = (...layers: TarInput[][]) => unionOf(layers.map((inputs) => layerOf(...inputs)))
const tree = unionTree(union([file('d/e/x', 5), file('d/a', 9), file('top', 1), directory('empty')]), false)
const paths = (rows: readonly { readonly path: string }[] | undefined) => rows?.map(({ path }) => path)

describe('rows of a tree', () => {
  it('are what is in a directory', () => {
    expect(paths(childrenAt(tree, ''))?.toSorted()).toEqual(['d', 'empty', 'top'])
    expect(paths(childrenAt(tree, 'd/e'))).toEqual(['d/e/x'])
    expect(paths(childrenAt(tree, 'empty'))).toEqual([])
    for (const none of ['x', 'd/x', 'x/d']) expect(childrenAt(tree, none)).toBeUndefined()
  })

  it('at any depth are files, and directories that were deleted', () => {
    expect(paths(flatRows(tree))?.toSorted()).toEqual(['d/a', 'd/e/x', 'top'])
    expect(paths(flatRows(tree, (path) => path.startsWith('d/e')))).toEqual(['d/e/x'])
    const gone = layerTree(union([directory('d'), file('d/x', 1), file('a', 2)], [whiteout('d')]), 1)
    expect(paths(flatRows(gone))?.toSorted()).toEqual(['d', 'd/x'])
    const emptied = layerTree(union([file('a', 2)], [file('.wh..wh..opq')]), 1)
    expect(paths(flatRows(emptied))).toEqual(['a'])
    const hidden = unionTree(union([directory('d'), file('d/x', 1)], [opaque('d')]), true)
    expect(paths(flatRows(hidden))).toEqual(['d/x'])
  })

  it('stand by size, then by what they hide, then by path; or by name, directories first', () => {
    const layers = union([file('b', 5), file('a', 5), file('big', 9), file('c/x', 1)], [file('b', 5, 'y')])
    const rows = unionTree(layers, false).children
    expect(paths(sortRows(rows, 'size'))).toEqual(['big', 'b', 'a', 'c'])
    expect(paths(sortRows(rows, 'name'))).toEqual(['c', 'a', 'b', 'big'])
    expect(paths(sortRows(rows.toReversed(), 'size'))).toEqual(['big', 'b', 'a', 'c'])
    expect(paths(sortRows(rows.toReversed(), 'name'))).toEqual(['c', 'a', 'b', 'big'])
  })

  it.each([
    ['*.so', true],
    ['a?', true],
    ['[ab]', true],
    ['{a,b}', true],
    ['usr/lib', false],
  ])('%s is a glob: %s', (text, expected) => expect(isGlob(text)).toBe(expected))
})
