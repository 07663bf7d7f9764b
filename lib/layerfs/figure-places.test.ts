import { expect, it } from 'vitest'
import { type FigureCell, placesOf } from './figure-places'
import { directory, file, hardlink, layerOf, opaque, symlink, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionOf } from './union'

/** A cell in a line: layer, what it does, stored and visible bytes. */
function line({ layer, stores, seen, whiteout: deletes, whole, deleted, ...bytes }: FigureCell): string {
  const does = [stores && 'stores', seen && 'seen', deletes && (whole ? 'deletes' : 'deletes in'), deleted]
  return [layer, ...does.filter(Boolean), `${bytes.storedBytes}/${bytes.visibleBytes}`].join(' ')
}

const placesIn = (...layers: TarInput[][]) => placesOf(unionOf(layers.map((inputs) => layerOf(...inputs))))
const lines = (...layers: TarInput[][]) =>
  Object.fromEntries(placesIn(...layers).map(({ path, cells }) => [path, [...cells].map(line).sort()]))
const sums = (...layers: TarInput[][]) =>
  placesIn(...layers).map(({ path, storedBytes, changes, changedBytes }) =>
    [path, storedBytes, changes, changedBytes].join(' '),
  )
const looks = (...layers: TarInput[][]) =>
  placesIn(...layers).map(({ path, directory: isDirectory, divisible, present }) =>
    [path, isDirectory && 'directory', divisible && 'divisible', present && 'present']
      .filter(Boolean)
      .join(' '),
  )

const d = [directory('d'), file('d/x', 3), symlink('d/s', 'x')]

it.each<[string, readonly TarInput[][], Record<string, string[]>]>([
  [
    'a file and its next version',
    [[file('a', 1)], [file('a', 2)]],
    { a: ['0 stores 1/0', '1 stores seen 2/2'] },
  ],
  ['a link without bytes', [[symlink('s', 'a')]], { s: ['0 stores seen 0/0'] }],
  ['a directory, with all in it', [d], { d: ['0 stores seen 3/3'] }],
  [
    'an empty directory that is listed again',
    [[directory('d')], [directory('d')]],
    { d: ['0 stores seen 0/0'] },
  ],
  ['a deleted directory', [d, [whiteout('d')]], { d: ['0 stores 3/0', '1 deletes 2 0/0'] }],
  [
    'an empty directory that is deleted',
    [[directory('d')], [whiteout('d')]],
    { d: ['0 stores 0/0', '1 deletes 0/0'] },
  ],
  [
    'a directory that is deleted and made again',
    [[directory('d')], [whiteout('d')], [directory('d')]],
    { d: ['0 stores 0/0', '1 deletes 0/0', '2 stores seen 0/0'] },
  ],
  ['a part that is deleted', [d, [whiteout('d/x')]], { d: ['0 stores seen 3/0', '1 deletes in 1 0/0'] }],
  ['an opaque directory', [d, [opaque('d')]], { d: ['0 stores seen 3/0', '1 deletes 2 0/0'] }],
  [
    'a directory in place of a file',
    [[file('d', 1)], [directory('d')]],
    { d: ['0 stores 1/0', '1 stores seen 0/0'] },
  ],
  [
    'a directory in place of a file that took its place',
    [[directory('d')], [file('d', 1)], [directory('d')]],
    { d: ['0 stores 0/0', '1 stores 1/0', '2 stores seen 0/0'] },
  ],
  [
    'content with two names at the first that is seen',
    [[file('a', 5), hardlink('b', 'a'), hardlink('c', 'a')], [whiteout('a')]],
    { a: ['0 stores 0/0', '1 deletes 1 0/0'], b: ['0 stores seen 5/5'], c: ['0 stores seen 0/0'] },
  ],
  [
    'content of a layer below by another name',
    [[file('a', 5)], [hardlink('b', 'a')], [whiteout('a')]],
    { a: ['0 stores 0/0', '2 deletes 1 0/0'], b: ['0 stores seen 5/5', '1 stores seen 0/0'] },
  ],
  [
    'content that no name shows at its file',
    [
      [file('a', 5), hardlink('b', 'a')],
      [whiteout('a'), whiteout('b')],
    ],
    { a: ['0 stores 5/0', '1 deletes 1 0/0'], b: ['0 stores 0/0', '1 deletes 1 0/0'] },
  ],
])('counts %s', (_, layers, expected) => {
  expect(lines(...layers)).toEqual(expected)
})

it('counts what layers above the base did, and the bytes that they stored or hid', () => {
  expect(sums([file('a', 1), ...d])).toEqual(['a 1 0 0', 'd 3 0 0'])
  expect(sums([file('a', 1)], [file('a', 2)], [file('a', 4)])).toEqual(['a 7 2 7'])
  expect(sums(d, [whiteout('d')])).toEqual(['d 3 3 3'])
  expect(sums(d, [directory('d'), directory('d/new'), file('d/x', 4)])).toEqual(['d 7 2 7'])
  expect(sums([file('z')], [directory('d'), file('d/x', 4)], [whiteout('d')])).toEqual(['z 0 0 0', 'd 4 2 4'])
})

it('tells directories, those that can be divided, and what is there', () => {
  expect(looks([...d, directory('e'), file('f')])).toEqual([
    ...['d directory divisible present', 'e directory present', 'f present'],
  ])
  expect(looks([file('i/x')])).toEqual(['i directory divisible present'])
  expect(looks(d, [whiteout('d')])).toEqual(['d directory divisible'])
  expect(looks([file('i/x')], [whiteout('i')])).toEqual(['i directory divisible'])
  expect(looks([directory('e')], [whiteout('e')])).toEqual(['e directory'])
  expect(looks([file('f')], [whiteout('f')])).toEqual(['f'])
  expect(looks(d, [whiteout('d'), file('d')])).toEqual(['d present'])
  expect(looks([file('d')], [file('d/x')])).toEqual(['d directory present'])
})

it('marks what was deleted with a directory above it', () => {
  const [place] = placesIn([directory('d'), directory('d/e'), file('d/e/x', 1)], [whiteout('d')])
  const [below] = place!.within()
  expect([below?.path, ...[...below!.cells].map(line)]).toEqual([
    ...['d/e', '0 stores 1/0', '1 deletes 1 0/0'],
  ])
  expect(below!.within()[0]!.within()).toEqual([])
})
