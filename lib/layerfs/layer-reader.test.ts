import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from './limits'
import { directory, file, hardlink, hasher, readChunks, readTar, symlink, whiteout } from './read.testing'
import { makeTar, type TarInput } from './tar-writer.testing'

const only = (input: TarInput) => readTar(input).entries[0]
const brief = (...inputs: TarInput[]) =>
  readTar(...inputs).entries.map(({ kind, path, target }) => [
    kind,
    path,
    ...(target === undefined ? [] : [target]),
  ])
const notes = (...inputs: TarInput[]) =>
  readTar(...inputs).notes.map(({ code, count, example }) => [code, count, example])

describe('LayerReader', () => {
  it('tells a file with its content’s length and hash, owner, mode and time', () => {
    const input = { name: 'etc/app', content: Buffer.from('hello'), mode: 0o4755, uid: 1, gid: 2, mtime: 3 }
    expect(readTar(input)).toEqual({
      entries: [
        {
          path: 'etc/app',
          kind: 'file',
          contentBytes: 5,
          hash: hasher.whole(Buffer.from('hello')),
          mode: 0o4755,
          uid: 1,
          gid: 2,
          modified: 3,
        },
      ],
      notes: [],
    })
  })

  it('reads an archive of nothing, and no archive at all, as no entries', () => {
    expect(readTar().entries).toEqual([])
    expect(readChunks([]).entries).toEqual([])
  })

  it('gives a file without content no hash', () => expect(only(file('a'))?.hash).toBeUndefined())

  it('tells links by their targets: a hard link’s as a path, a symlink’s as it is written', () => {
    expect(
      brief(file('a/x', 5), hardlink('b', './a/x'), symlink('c', '../a//x'), symlink('d', '/etc/x')),
    ).toEqual([
      ['file', 'a/x'],
      ['hardlink', 'b', 'a/x'],
      ['symlink', 'c', '../a//x'],
      ['symlink', 'd', '/etc/x'],
    ])
  })

  it('gives a hard link no bytes and reads no content after it, whatever size its header says', () => {
    const inputs = [file('a', 5), { ...hardlink('b', 'a'), claimedSize: 5 }, file('c', 1)]
    expect(readTar(...inputs).entries.map(({ contentBytes }) => contentBytes)).toEqual([5, 0, 1])
  })

  it('tells devices and pipes', () => {
    expect(
      brief(
        { name: 'null', type: 'character', device: [1, 3] },
        { name: 'sda', type: 'block', device: [8, 0] },
        { name: 'pipe', type: 'fifo' },
      ),
    ).toEqual([
      ['character', 'null'],
      ['block', 'sda'],
      ['fifo', 'pipe'],
    ])
  })

  it('takes a file whose name ends in a slash for a directory, as V7 wrote them', () => {
    expect(brief(file('old/'), file('old/a'))).toEqual([
      ['directory', 'old'],
      ['file', 'old/a'],
    ])
  })

  it('brings names below the root and notes those that lead out of it', () => {
    const inputs = [file('./a'), file('/b'), file('../c'), file('d/../e'), directory('.'), file('')]
    expect(readTar(...inputs).entries.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'e', '', ''])
    expect(notes(...inputs)).toEqual([['outside-root', 1, 'c']])
  })

  it('notes names that are not UTF-8 or hold control characters', () => {
    expect(notes(file('a\nb'), { name: Buffer.from([0x61, 0xff]) }, file('c\u001b'))).toEqual([
      ['control-character', 2, 'a\nb'],
      ['not-utf8', 1, 'a\\xff'],
    ])
  })

  it('notes a path that comes twice, and a hard link to what is not in the layer', () => {
    expect(notes(file('a'), file('./a'), directory('d'), directory('d'), hardlink('l', 'below'))).toEqual([
      ['repeated-path', 1, 'a'],
      ['link-elsewhere', 1, 'l'],
    ])
    const opaque = file('d/.wh..wh..opq')
    expect(notes(whiteout('a'), whiteout('a'), file('a'), opaque, opaque, file('d'))).toEqual([])
  })

  it('notes and skips entries of unknown types with their content', () => {
    const tar = makeTar([file('odd', 600), file('a', 1)])
    tar.write('Z', 156, 'latin1')
    tar.write(
      ((Number.parseInt(tar.toString('latin1', 148, 154), 8) + 42) | 0).toString(8).padStart(6, '0'),
      148,
    )
    const { entries, notes: noted } = readChunks([tar])
    expect(entries.map(({ path }) => path)).toEqual(['a'])
    expect(noted).toEqual([{ code: 'unknown-type', count: 1, example: 'odd' }])
  })

  it('keeps times within what a Date can hold', () => {
    const modified = (mtime: string) => only({ name: 'a', pax: { mtime } })?.modified
    expect(new Date(modified('9007199254740991')! * 1000).getTime()).toBe(8.64e15)
    expect(new Date(modified('-9007199254740991')! * 1000).getTime()).toBe(-8.64e15)
  })
})

describe('LayerReader on whiteouts', () => {
  it('tells what a whiteout deletes, and which directory is opaque', () => {
    expect(brief(whiteout('a'), whiteout('d/.hidden'), file('d/.wh..wh..opq'), file('.wh..wh..opq'))).toEqual(
      [
        ['whiteout', 'a'],
        ['whiteout', 'd/.hidden'],
        ['opaque', 'd'],
        ['opaque', ''],
      ],
    )
  })

  it('takes a whiteout of any type by its name, and its content for nothing', () => {
    expect(
      readTar({ ...whiteout('a'), type: 'character' }, { ...whiteout('b'), content: Buffer.from('x') })
        .entries,
    ).toMatchObject([
      { kind: 'whiteout', path: 'a', contentBytes: 0 },
      { kind: 'whiteout', path: 'b', contentBytes: 0 },
    ])
  })

  it.each(['.wh.', '.wh..', '.wh...', 'd/.wh.', '.wh..wh.plnk', '.wh..wh.plnk/12.34', 'd/.wh..wh.aufs'])(
    'notes and skips %s',
    (name) => {
      expect(brief(file(name, 3), file('z'))).toEqual([['file', 'z']])
      expect(notes(file(name))).toEqual([['odd-whiteout', 1, name]])
    },
  )

  it('takes a name that only resembles a whiteout for a file', () => {
    expect(brief(file('.whale'), file('a.wh.b'), file('.wh'))).toEqual([
      ['file', '.whale'],
      ['file', 'a.wh.b'],
      ['file', '.wh'],
    ])
  })
})

describe('LayerReader at its limits', () => {
  const limit = expect.objectContaining({ name: 'TarError', code: 'limit' })

  it('reads as many entries as it may and no more', () => {
    const limits = { ...DEFAULT_LIMITS, entries: 2 }
    expect(readChunks([makeTar([file('a'), file('b')])], limits).entries).toHaveLength(2)
    expect(() => readChunks([makeTar([file('a'), file('b'), file('c')])], limits)).toThrow(limit)
  })

  it('takes paths and links as long as they may be and no longer', () => {
    const limits = { ...DEFAULT_LIMITS, pathBytes: 10 }
    const ten = symlink('a'.repeat(10), 'b'.repeat(10))
    expect(readChunks([makeTar([ten])], limits).entries).toHaveLength(1)
    expect(() => readChunks([makeTar([file('a'.repeat(11))])], limits)).toThrow(limit)
    expect(() => readChunks([makeTar([symlink('a', 'b'.repeat(11))])], limits)).toThrow(limit)
  })

  it('takes as many characters of paths and targets together as it may and no more', () => {
    const limits = { ...DEFAULT_LIMITS, namesLength: 30 }
    const ten = (letter: string) => file(letter.repeat(10))
    expect(readChunks([makeTar([ten('a'), symlink('b', 'c'.repeat(19))])], limits).entries).toHaveLength(2)
    expect(() => readChunks([makeTar([ten('a'), symlink('b', 'c'.repeat(20))])], limits)).toThrow(limit)
    expect(() => readChunks([makeTar([...'abcd'].map(ten))], limits)).toThrow(limit)
  })

  it('takes no extended header of more than a mebibyte', () => {
    const huge = { name: 'x', type: 'pax-local' as const, claimedSize: 2 ** 20 + 1 }
    expect(() => readTar(huge)).toThrow(limit)
  })
})
