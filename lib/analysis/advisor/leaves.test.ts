import { describe, expect, it } from 'vitest'
import type { Entry, LayerIndex } from '../../layerfs/entry'
import type { DiffId } from '../../oci/digest'
import { digestOf } from '../compare/facts.testing'
import { commonLeaves, groupLeaves, leavesOf } from './leaves'
import { ownPart } from './own'
import { runsOfFiles } from './runs'
import { file, MB, tagsOf, WHITEOUT } from './tags.testing'

describe('leaves', () => {
  const entry = (path: string, more: Partial<Entry> = {}): Entry => ({
    path,
    kind: 'file',
    contentBytes: 1,
    mode: 0,
    uid: 0,
    gid: 0,
    modified: 0,
    hash: 'x',
    ...more,
  })
  const index = (...entries: Entry[]): LayerIndex => ({
    diffId: digestOf<DiffId>('l'),
    tarBytes: 0,
    entries,
    notes: [],
  })
  const leaves = (...entries: Entry[]) => new Map(entries.map((one) => [one.path, one]))

  it('are what is seen of files, links and devices', () => {
    const directory = entry('d', { kind: 'directory' })
    const gone = entry('a', { kind: 'whiteout', contentBytes: 0 })
    const opaque = entry('d', { kind: 'opaque' })
    expect([...leavesOf([index(directory, gone, opaque, entry('d/x'))]).keys()]).toEqual(['d/x'])
    expect([...leavesOf([index(entry('a'), entry('b')), index(gone, directory)]).keys()]).toEqual(['b'])
  })

  it('are common when all have them alike; a hard link goes with its file', () => {
    const link = entry('l', { kind: 'hardlink', target: 'f', contentBytes: 0 })
    const whole = leaves(entry('f'), entry('a'), link)
    expect([...commonLeaves([whole, whole]).keys()]).toEqual(['f', 'a', 'l'])
    const other = leaves(entry('f', { hash: 'y' }), entry('a'), link)
    expect([...commonLeaves([whole, other, whole]).keys()]).toEqual(['a'])
    expect([...commonLeaves([whole, leaves()]).keys()]).toEqual([])
    expect([...commonLeaves([]).keys()]).toEqual([])
  })

  it('are grouped by the topmost directory that all repeat, largest first', () => {
    const repeated = leaves(
      entry('b/x/1'),
      entry('b/x/2'),
      entry('b/y/1'),
      entry('a/1', { contentBytes: 3 }),
      entry('top'),
    )
    const changing = leaves(...repeated.values(), entry('b/z'), entry('new'))
    expect(groupLeaves(repeated, [repeated, changing])).toEqual([
      { path: 'a', directory: true, bytes: 3, files: 1 },
      { path: 'b/x', directory: true, bytes: 2, files: 2 },
      { path: 'b/y', directory: true, bytes: 1, files: 1 },
      { path: 'top', directory: false, bytes: 1, files: 1 },
    ])
  })

  it('that a run repeats leave a rest where a tag has more, or deletes', () => {
    const own = tagsOf(
      [{ 'lib/a': file(MB) }],
      [{ 'lib/a': file(MB), b: file(1) }],
      [{ 'lib/a': file(MB), 'old/c': WHITEOUT }],
    ).map((tag) => ownPart(tag, 0))
    expect(runsOfFiles(own)).toEqual([
      {
        start: 0,
        end: 3,
        bytes: MB,
        paths: [{ path: 'lib', directory: true, bytes: MB, files: 1 }],
        hasRest: [false, true, true],
      },
    ])
  })
})
