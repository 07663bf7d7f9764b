import { describe, expect, it } from 'vitest'
import { directory, file, hardlink, layerOf, opaque, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionOf } from './union'
import { wasteOf } from './waste'

const waste = (...layers: TarInput[][]) => wasteOf(unionOf(layers.map((inputs) => layerOf(...inputs))))

describe('wasteOf: what is hidden', () => {
  it('is nothing where each file is written once', () => {
    expect(waste([file('a', 1)], [file('b', 2)])).toEqual({
      hiddenBytes: 0,
      hiddenByLayer: [0, 0],
      hidden: [],
      duplicateBytes: 0,
      duplicates: [],
    })
  })

  it('is reported per layer that stored it and layer that hid it, largest first', () => {
    const { hidden, hiddenByLayer, hiddenBytes } = waste(
      [file('a', 1), file('b', 7)],
      [file('a', 2)],
      [whiteout('a'), whiteout('b')],
    )
    expect(hidden).toEqual([
      { path: 'b', how: 'deleted', from: 0, by: 2, bytes: 7, files: 1 },
      { path: 'a', how: 'deleted', from: 1, by: 2, bytes: 2, files: 1 },
      { path: 'a', how: 'overwritten', from: 0, by: 1, bytes: 1, files: 1 },
    ])
    expect([hiddenByLayer, hiddenBytes]).toEqual([[8, 2, 0], 10])
  })

  it('is one line for a deleted directory and each layer that filled it', () => {
    const { hidden } = waste(
      [directory('d'), file('d/x', 1), file('d/e/y', 2)],
      [file('d/z', 4)],
      [whiteout('d')],
    )
    expect(hidden).toEqual([
      { path: 'd', how: 'deleted', from: 1, by: 2, bytes: 4, files: 1 },
      { path: 'd', how: 'deleted', from: 0, by: 2, bytes: 3, files: 2 },
    ])
  })

  it('is one line for an opaque directory, the root included', () => {
    const base = [file('d/x', 1), file('d/y', 2)]
    expect(waste(base, [opaque('d'), file('d/x', 9)]).hidden).toEqual([
      { path: 'd', how: 'deleted', from: 0, by: 1, bytes: 3, files: 2 },
    ])
    expect(waste(base, [file('.wh..wh..opq')]).hidden).toMatchObject([{ path: '', bytes: 3 }])
  })

  it('names the outermost of whiteouts within one another', () => {
    const { hidden } = waste([file('d/x', 1), file('d/y', 2)], [whiteout('d/x'), whiteout('d')])
    expect(hidden).toMatchObject([{ path: 'd', bytes: 3, files: 2 }])
  })

  it('lists no empty file, and equal ones by path', () => {
    const base = [file('empty'), file('b', 2), file('c', 2), file('a', 2)]
    const { hidden } = waste(base, [whiteout('empty'), whiteout('c'), whiteout('b'), whiteout('a')])
    expect(hidden.map(({ path }) => path)).toEqual(['a', 'b', 'c'])
  })

  it('keeps apart what one layer overwrote and a later one deleted in the same directory', () => {
    const { hidden } = waste([file('d/x', 1)], [file('d/x', 2)], [whiteout('d')], [file('d/x', 3)])
    expect(hidden.map(({ path, how, bytes }) => [path, how, bytes])).toEqual([
      ['d', 'deleted', 2],
      ['d/x', 'overwritten', 1],
    ])
  })

  it('is reported file by file where a file replaces a directory', () => {
    const { hidden } = waste([file('d/x', 1), file('d/y', 2)], [file('d', 1)])
    expect(hidden.map(({ path, how }) => [path, how])).toEqual([
      ['d/y', 'overwritten'],
      ['d/x', 'overwritten'],
    ])
  })

  it('is no content that another name shows, and the last name’s once it is gone', () => {
    const linked = [file('a', 5), hardlink('b', 'a')]
    expect(waste(linked, [whiteout('a')]).hiddenBytes).toBe(0)
    expect(waste(linked, [whiteout('a')], [whiteout('b')])).toMatchObject({
      hiddenByLayer: [5, 0, 0],
      hidden: [{ path: 'a', from: 0, by: 1, bytes: 5 }],
    })
  })

  it('is the first of two entries of one path in one layer', () => {
    expect(waste([file('a', 1), file('a', 2)]).hidden).toMatchObject([{ from: 0, by: 0, bytes: 1 }])
    expect(waste([file('d/x', 4)], [whiteout('d'), file('d/x', 1), file('d/x', 2)]).hidden).toMatchObject([
      { path: 'd', how: 'deleted', from: 0, bytes: 4 },
      { path: 'd/x', how: 'overwritten', from: 1, bytes: 1 },
    ])
  })
})

describe('wasteOf: what is stored more than once', () => {
  it('lists equal content of any layers and names, those that are hidden marked, all copies but one as waste', () => {
    const { duplicates, duplicateBytes } = waste(
      [file('a', 5)],
      [file('a', 5), file('b', 5)],
      [file('c', 5, 'y')],
    )
    expect(duplicates).toEqual([
      {
        bytes: 5,
        copies: [
          { path: 'a', layer: 0, hidden: true },
          { path: 'a', layer: 1, hidden: false },
          { path: 'b', layer: 1, hidden: false },
        ],
      },
    ])
    expect(duplicateBytes).toBe(10)
  })

  it('puts the most wasteful first', () => {
    const { duplicates } = waste([file('a', 4), file('b', 4), file('c', 4), file('d', 7), file('e', 7)])
    expect(duplicates.map(({ bytes }) => bytes)).toEqual([4, 7])
    const more = waste([file('a', 9), file('b', 9), file('c', 5), file('d', 5), file('e', 5)])
    expect(more.duplicates.map(({ bytes }) => bytes)).toEqual([5, 9])
    expect(more.duplicateBytes).toBe(19)
  })

  it('names copies by layer, then by path', () => {
    const { duplicates } = waste([file('c', 5), file('b', 5)], [file('a', 5)])
    expect(duplicates[0]?.copies.map(({ path }) => path)).toEqual(['b', 'c', 'a'])
  })

  it('takes neither hard links nor empty files for copies', () => {
    expect(waste([file('a', 5), hardlink('b', 'a'), file('c'), file('d')]).duplicates).toEqual([])
  })
})
