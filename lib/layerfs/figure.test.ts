import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, LayerIndex } from './entry'
import { unionFigure } from './figure'
import { randomLayers } from './random-layers.testing'
import { directory, file, hardlink, layerOf, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionOf } from './union'

const figure = (most: number, ...layers: TarInput[][]) =>
  unionFigure(unionOf(layers.map((inputs) => layerOf(...inputs))), most)

const article = [
  [file('bin/sh', 200), file('etc/passwd', 10)],
  [file('packages', 500), file('test.txt', 5)],
  [file('test.txt', 9, 'y')],
  [whiteout('test.txt')],
]

describe('unionFigure', () => {
  it('draws the article’s chain: what layers above the base touch first, then by bytes', () => {
    const { columns, layers, others } = figure(4, ...article)
    expect([layers, others]).toEqual([4, undefined])
    expect(columns.map(({ path, merged }) => [path, merged])).toEqual([
      ['packages', { bytes: 500, parts: [{ layer: 1, bytes: 500 }] }],
      ['test.txt', undefined],
      ['bin', { bytes: 200, parts: [{ layer: 0, bytes: 200 }] }],
      ['etc', { bytes: 10, parts: [{ layer: 0, bytes: 10 }] }],
    ])
    const nothing = { stores: false, seen: false, whiteout: false, whole: false, deleted: 0 }
    expect(columns[1]?.cells).toEqual([
      { ...nothing, layer: 1, storedBytes: 5, visibleBytes: 0, stores: true },
      { ...nothing, layer: 2, storedBytes: 9, visibleBytes: 0, stores: true },
      { ...nothing, layer: 3, storedBytes: 0, visibleBytes: 0, whiteout: true, whole: true, deleted: 1 },
    ])
  })

  it('joins the paths that have no column of their own', () => {
    const { columns, others } = figure(2, ...article)
    expect(columns.map(({ path }) => path)).toEqual(['packages', 'test.txt'])
    expect(others).toMatchObject({ paths: 2, column: { path: '', merged: { bytes: 210 } } })
    const all = figure(0, ...article).others
    const none = { visibleBytes: 0, stores: false, seen: false, whiteout: false, whole: false, deleted: 0 }
    expect(all).toEqual({
      paths: 4,
      column: {
        path: '',
        directory: true,
        merged: {
          bytes: 710,
          parts: [
            { layer: 0, bytes: 210 },
            { layer: 1, bytes: 500 },
          ],
        },
        cells: [
          { ...none, layer: 0, storedBytes: 210, visibleBytes: 210, stores: true, seen: true },
          { ...none, layer: 1, storedBytes: 505, visibleBytes: 500, stores: true, seen: true },
          { ...none, layer: 2, storedBytes: 9, stores: true },
          { ...none, layer: 3, storedBytes: 0, whiteout: true, whole: true, deleted: 1 },
        ],
      },
    })
    const gone = figure(0, [file('a', 1), file('b', 2)], [whiteout('a'), whiteout('b')]).others
    expect(gone?.column).toMatchObject({
      merged: undefined,
      cells: [{ layer: 0 }, { layer: 1, whiteout: true, whole: false, deleted: 2 }],
    })
  })

  it('stands by path where all else is equal', () => {
    const { columns } = figure(4, [file('b', 1), file('c', 1), file('a', 1)])
    expect(columns.map(({ path }) => path)).toEqual(['a', 'b', 'c'])
  })

  it('splits what holds half of the changes, four deep', () => {
    const paths = (...layers: TarInput[][]) => figure(9, ...layers).columns.map(({ path }) => path)
    expect(paths([file('d/a', 1)], [file('d/b', 5), file('e', 5)])).toEqual(['d/b', 'e', 'd/a'])
    expect(paths([file('d/a', 1)], [file('d/b', 4), file('e', 5)])).toEqual(['d', 'e'])
    expect(paths([file('d/a')], [file('d/b'), file('e')])).toEqual(['d/b', 'e', 'd/a'])
    expect(paths([file('d/a')], [file('d/b'), file('e'), file('f')])).toEqual(['d', 'e', 'f'])
    expect(paths([file('1/2/3/4/5/6/a', 1)], [file('1/2/3/4/5/6/b', 1)])).toEqual(['1/2/3/4/5'])
    expect(paths([file('d/a', 1)])).toEqual(['d'])
    expect(paths([file('d/a', 1)], [whiteout('d'), file('d', 2)])).toEqual(['d'])
  })

  it('splits the directory in which several layers change things', () => {
    const { columns } = figure(
      4,
      [file('usr/bin/sh', 100), file('var/x', 10)],
      [directory('usr'), file('usr/local/app', 50), file('usr/local/old', 5)],
      [file('usr/local/app', 60)],
    )
    expect(columns.map(({ path, directory: isDirectory }) => [path, isDirectory])).toEqual([
      ['usr/local/app', false],
      ['usr/local/old', false],
      ['usr/bin', true],
      ['var', true],
    ])
  })

  it('leaves whole what one layer alone made', () => {
    const { columns } = figure(4, [file('bin/sh', 9)], [file('app/a', 1), file('app/b', 2)])
    expect(columns.map(({ path }) => path)).toEqual(['app', 'bin'])
  })

  it('marks a deleted directory’s whiteout on each path in it', () => {
    const { columns } = figure(4, [file('app/a', 1)], [file('app/b', 2)], [whiteout('app')])
    expect(columns.map(({ path, merged, cells }) => [path, merged, cells.at(-1)])).toMatchObject([
      ['app/b', undefined, { layer: 2, whiteout: true, whole: true, deleted: 1 }],
      ['app/a', undefined, { layer: 2, whiteout: true, whole: true, deleted: 1 }],
    ])
  })

  it('tells a path that is deleted from one of which a part is', () => {
    const { columns } = figure(4, [file('d/x', 1), file('d/y', 2)], [file('z', 99), whiteout('d/x')])
    expect(columns.find(({ path }) => path === 'd')?.cells[1]).toMatchObject({
      whiteout: true,
      whole: false,
      deleted: 1,
    })
  })

  it('shows empty directories, and treats one that is listed again as the same', () => {
    const { columns } = figure(4, [directory('empty')], [directory('empty'), file('x', 1)])
    expect(columns).toMatchObject([
      { path: 'x' },
      { path: 'empty', merged: { bytes: 0, parts: [{ layer: 0 }] }, cells: [{ layer: 0, seen: true }] },
    ])
  })

  it('counts content with two names at the one that is seen', () => {
    const { columns } = figure(4, [file('a', 5), hardlink('b', 'a')], [whiteout('a')])
    expect(columns.map(({ path, merged }) => [path, merged?.bytes])).toEqual([
      ['a', undefined],
      ['b', 5],
    ])
  })

  it('is empty without layers', () => {
    expect(unionFigure(unionOf([]), 6)).toEqual({ layers: 0, columns: [], others: undefined })
  })

  it('has sums that are the union’s, for any layers', () => {
    fc.assert(
      fc.property(randomLayers, fc.nat(5), (layers, most) => {
        const union = unionOf(layers)
        const { columns, others } = unionFigure(union, most)
        expect(columns.length).toBeLessThanOrEqual(most)
        const all = others ? [...columns, others.column] : columns
        const cells = all.flatMap((column) => column.cells)
        const stored = union.contents.flat().reduce((sum, { bytes }) => sum + bytes, 0)
        expect(cells.reduce((sum, { storedBytes }) => sum + storedBytes, 0)).toBe(stored)
        expect(cells.reduce((sum, { visibleBytes }) => sum + visibleBytes, 0)).toBe(union.running.at(-1) ?? 0)
        for (const { merged, cells: own } of all) {
          expect(merged?.bytes ?? 0).toBe(own.reduce((sum, { visibleBytes }) => sum + visibleBytes, 0))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['', 'usr/lib/'])('takes 200,000 files under “%s” in its stride', (under) => {
    const drawn = (count: number) => {
      const files = Array.from({ length: count }, (_, at) => fileEntry(`${under}${at}`))
      const layers = [files, files.slice(0, count / 4)].map(layerWith)
      const started = performance.now()
      const { columns, others } = unionFigure(unionOf(layers), 8)
      expect([columns.length, others?.paths]).toEqual([8, count - 8])
      return performance.now() - started
    }
    // Ten times the files: some ten times as long, not a hundred.
    expect(drawn(200_000)).toBeLessThan(50 * Math.max(20, drawn(20_000)))
  })
})

const fileEntry = (path: string): Entry => ({
  path,
  kind: 'file',
  contentBytes: 1,
  mode: 0o644,
  uid: 0,
  gid: 0,
  modified: 0,
})

const layerWith = (entries: readonly Entry[]) => ({ ...layerOf(), entries }) satisfies LayerIndex
