import { directory, file, hardlink, opaque, symlink, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'

export interface DiveCase {
  readonly name: string
  readonly layers: readonly (readonly TarInput[])[]
}

const A = [directory('a'), file('a/x', 100), file('a/y', 200)]

/** Images on which dive was run: `testdata/dive.json` holds what it printed. */
export const DIVE_CASES: readonly DiveCase[] = [
  { name: 'files that are written once', layers: [A, [file('b', 5)]] },
  { name: 'no files at all', layers: [[], []] },
  { name: 'an overwritten file', layers: [A, [file('a/x', 50)]] },
  { name: 'a file overwritten by an empty one', layers: [A, [file('a/x')]] },
  { name: 'a deleted file', layers: [A, [whiteout('a/x')]] },
  {
    name: 'a file that is written again after it was deleted',
    layers: [A, [whiteout('a/x')], [file('a/x', 100)]],
  },
  { name: 'a file that one layer deletes and writes', layers: [A, [whiteout('a/x'), file('a/x', 30)]] },
  { name: 'a deleted directory', layers: [A, [whiteout('a')]] },
  { name: 'a directory deleted twice', layers: [A, [whiteout('a')], A, [whiteout('a')]] },
  { name: 'a deleted directory that only its files imply', layers: [A.slice(1), [whiteout('a')]] },
  {
    name: 'a deleted directory that a layer between does not tell of',
    layers: [A, [file('a/z', 5)], [whiteout('a')], [file('a', 9)]],
  },
  { name: 'a deleted empty directory', layers: [[directory('e')], [whiteout('e')]] },
  { name: 'an opaque directory', layers: [A, [directory('a'), opaque('a'), file('a/n', 7)]] },
  { name: 'an opaque directory with nothing in it', layers: [A, [opaque('a')], [opaque('a')]] },
  {
    name: 'a whiteout of nothing before other files',
    layers: [A, [whiteout('gone'), file('z', 3), file('a/x', 100)]],
  },
  { name: 'a whiteout of nothing after other files', layers: [A, [file('a/x', 100), whiteout('zz')]] },
  { name: 'a whiteout in the lowest layer', layers: [[whiteout('q'), file('z', 9)], [file('z', 9)]] },
  { name: 'a lowest layer that deletes its own directory', layers: [[...A, whiteout('a')], A] },
  { name: 'a file that a whiteout of nothing came before', layers: [A, [whiteout('z')], [file('z', 10)]] },
  { name: 'hard links stored again', layers: [[...A, hardlink('a/h', 'a/x')], [hardlink('a/h', 'a/x')]] },
  {
    name: 'symlinks stored again and deleted',
    layers: [[symlink('s', 't')], [symlink('s', 'u')], [whiteout('s')]],
  },
  { name: 'one path twice in a layer', layers: [[file('a', 4), file('a', 6)], [file('a', 10)]] },
  { name: 'a file over a directory', layers: [A, [file('a', 3)], [whiteout('a')]] },
  { name: 'names as tools write them', layers: [[file('./a', 4)], [file('/a', 4)], [file('a', 4)]] },
]
