import { describe, expect, it } from 'vitest'
import { directory, file, hardlink, layerOf, opaque, symlink, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionOf } from './union'
import { seen } from './union.testing'

const union = (...layers: TarInput[][]) => unionOf(layers.map((inputs) => layerOf(...inputs)))
const paths = (...layers: TarInput[][]) => [...seen(union(...layers)).keys()].sort()
const running = (...layers: TarInput[][]) => union(...layers).running

// image-spec, layer.md: "Change Types", "Creating", "Whiteouts", "Opaque Whiteout".
describe('unionOf on the image-spec’s examples', () => {
  const BASE = [
    directory('.'),
    directory('etc'),
    file('etc/my-app-config', 1),
    directory('bin'),
    file('bin/my-app-binary', 2),
    file('bin/my-app-tools', 3),
  ]

  it('adds a directory, changes a file and deletes another', () => {
    const changes = [
      directory('etc/my-app.d'),
      file('etc/my-app.d/default.cfg', 10),
      file('bin/my-app-tools', 20),
      whiteout('etc/my-app-config'),
    ]
    expect(paths(BASE, changes)).toEqual([
      'bin',
      'bin/my-app-binary',
      'bin/my-app-tools',
      'etc',
      'etc/my-app.d',
      'etc/my-app.d/default.cfg',
    ])
    expect(running(BASE, changes)).toEqual([6, 32])
  })

  it('hides all children of a directory by an opaque whiteout', () => {
    expect(paths(BASE, [directory('bin'), opaque('bin')])).toEqual(['bin', 'etc', 'etc/my-app-config'])
  })

  it.each([
    ['an opaque whiteout', opaque('a')],
    ['a whiteout', whiteout('a/b')],
  ])('replaces a tree by %s, wherever it is in the tar', (_, marker) => {
    const base = [directory('a'), directory('a/b'), directory('a/b/c'), file('a/b/c/bar', 1)]
    const again = [directory('a'), directory('a/b'), directory('a/b/c'), file('a/b/c/foo', 2)]
    const expected = ['a', 'a/b', 'a/b/c', 'a/b/c/foo']
    for (let at = 0; at <= again.length; at++) {
      const layer = [...again.slice(0, at), marker, ...again.slice(at)]
      expect(paths(base, layer)).toEqual(expected)
      expect(running(base, layer)).toEqual([1, 2])
    }
  })
})

describe('unionOf', () => {
  it('makes nothing of no layers', () => {
    expect(union()).toMatchObject({ layers: 0, contents: [], running: [] })
    expect(paths()).toEqual([])
  })

  it('lays 127 layers over one another', () => {
    const layers = Array.from({ length: 127 }, (_, index) => [file('same', index), file(`own-${index}`, 1)])
    const { running: totals, root } = union(...layers)
    expect(totals).toEqual(layers.map((_, index) => index + index + 1))
    expect(root.child('same')?.versions).toHaveLength(127)
  })

  it('deletes a whole tree, one that only its files imply as well', () => {
    expect(paths([file('a/b/c/d', 1), file('e', 1)], [whiteout('a')])).toEqual(['e'])
    expect(running([file('a/b/c/d', 1), file('e', 1)], [whiteout('a')])).toEqual([2, 1])
  })

  it('makes again in one layer what it deletes there', () => {
    expect(paths([file('a/x', 1)], [file('a/y', 2), whiteout('a')])).toEqual(['a', 'a/y'])
    expect(running([file('f', 1)], [file('f', 2), whiteout('f')])).toEqual([1, 2])
  })

  it('deletes nothing of the root but what an opaque marker there hides', () => {
    expect(paths([file('a', 1)], [file('.wh..wh..opq'), file('b', 2)])).toEqual(['b'])
  })

  it('deletes nothing by a whiteout of the root, which no tar has', () => {
    const layers = [layerOf(file('a', 1)), layerOf(whiteout('x'))]
    const entries = layers[1]!.entries.map((entry) => ({ ...entry, path: '' }))
    const made = unionOf([layers[0]!, { ...layers[1]!, entries }])
    expect([made.running, made.root.whiteouts, made.root.present]).toEqual([[1, 1], undefined, true])
  })

  it('takes a whiteout of nothing for nothing', () => {
    const { root, running: totals } = union([file('a', 1)], [whiteout('b')])
    expect(totals).toEqual([1, 1])
    expect(Array.from(root.children(), ({ name }) => name)).toEqual(['a'])
    expect(root.child('a')?.whiteouts).toBeUndefined()
  })

  it('makes the directory that a whiteout lies in, in place of a file too, as engines do', () => {
    expect(paths([file('a', 1)], [whiteout('c/d/e')])).toEqual(['a', 'c', 'c/d'])
    expect(paths([file('a', 1)], [opaque('c/d')])).toEqual(['a', 'c', 'c/d'])
    expect(paths([file('a', 1)], [whiteout('a/x')])).toEqual(['a'])
    expect(running([file('a', 1)], [whiteout('a/x')])).toEqual([1, 0])
    expect(paths([file('d/x', 1), file('d/y', 1)], [whiteout('d')], [whiteout('d/x')])).toEqual(['d'])
  })

  it('puts a file in place of a directory and a directory in place of a file', () => {
    expect(paths([directory('a'), file('a/x', 1)], [file('a', 2)])).toEqual(['a'])
    expect(running([directory('a'), file('a/x', 1)], [file('a', 2)])).toEqual([1, 2])
    expect(paths([file('a', 1)], [directory('a')], [file('a/x', 2)])).toEqual(['a', 'a/x'])
    expect(running([file('a', 1)], [directory('a')], [file('a/x', 2)])).toEqual([1, 0, 2])
  })

  it('does not show again what a file hid, once a directory takes the file’s place', () => {
    expect(paths([file('a/x', 1)], [file('a', 2)], [file('a/y', 3)])).toEqual(['a', 'a/y'])
  })

  it('puts a directory that its content implies in place of a symlink', () => {
    const found = seen(union([symlink('lib', 'usr/lib')], [file('lib/x', 1)]))
    expect(found.get('lib')?.kind).toBe('directory')
  })

  it('keeps what a directory holds when a layer tells of it again', () => {
    expect(paths([directory('a'), file('a/x', 1)], [{ ...directory('a'), mode: 0o700 }])).toEqual([
      'a',
      'a/x',
    ])
  })

  it('lets the later of two entries of one path hold', () => {
    const { running: totals, root, contents } = union([file('a', 1), file('a', 5)])
    expect(totals).toEqual([5])
    expect(root.child('a')?.versions[0]?.hidden).toEqual({ layer: 0, how: 'overwritten' })
    expect(contents[0]?.map(({ bytes, names }) => [bytes, names])).toEqual([
      [1, 0],
      [5, 1],
    ])
  })

  it('knows the root as a layer lists it', () => {
    const { root } = union([file('a', 1)], [{ ...directory('.'), mode: 0o700 }])
    expect([root.visible?.layer, root.visible?.entry.mode, root.versions.length]).toEqual([1, 0o700, 1])
  })

  it('puts no file in place of the root', () => {
    expect(paths([file('a', 1)], [{ name: '', content: Buffer.from('x') }, symlink('.', 'a')])).toEqual(['a'])
  })
})

describe('unionOf on hard links', () => {
  const linked = [file('a', 10), hardlink('b', 'a')]

  it('counts the content once', () => expect(running(linked)).toEqual([10]))

  it('keeps the content while one name is left, whichever it is', () => {
    expect(running(linked, [whiteout('a')])).toEqual([10, 10])
    expect(running(linked, [whiteout('b')])).toEqual([10, 10])
    expect(running(linked, [file('a', 1)], [whiteout('b')])).toEqual([10, 11, 1])
    expect(running(linked, [whiteout('a'), whiteout('b')])).toEqual([10, 0])
  })

  it('finds the content of a link to a link', () => {
    expect(running([...linked, hardlink('c', 'b')], [whiteout('a'), whiteout('b')])).toEqual([10, 10])
  })

  it('links to content of a layer below', () => {
    const result = union([file('a', 10)], [hardlink('b', 'a')], [whiteout('a')])
    expect(result.running).toEqual([10, 10, 10])
    expect(seen(result).get('b')?.content).toMatchObject({ layer: 0, names: 1 })
  })

  it('gives a link to nothing, to a directory or to itself no content', () => {
    expect(running([hardlink('a', 'none'), directory('d'), hardlink('b', 'd'), hardlink('c', 'c')])).toEqual([
      0,
    ])
  })

  it('makes a link again that stood there before', () => {
    expect(running(linked, linked)).toEqual([10, 10])
    expect(running(linked, [hardlink('b', 'a')])).toEqual([10, 10])
  })
})
