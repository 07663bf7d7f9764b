import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from './entry'
import { cleanPath, decodeName } from './path'
import { hasher, readChunks } from './read.testing'
import { makeTar } from './tar-writer.testing'

const FORMATS = ['v7', 'oldgnu', 'gnu', 'ustar', 'posix'] as const

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-tar-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tar = (...args: string[]) =>
  execFileSync('tar', args, {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    maxBuffer: 1 << 26,
    stdio: ['pipe', 'pipe', 'ignore'],
  })

/** A folder of names and types that tools stumble upon; V7 and ustar cannot tell all of them. */
function makeOddFolder(at: string, longNames: boolean): void {
  mkdirSync(join(at, 'sub', '.dot'), { recursive: true })
  writeFileSync(join(at, 'plain'), 'plain')
  writeFileSync(join(at, 'empty'), '')
  writeFileSync(join(at, ' space and -> arrow '), 'x')
  writeFileSync(join(at, 'new\nline'), 'xx')
  writeFileSync(join(at, 'tab\tand\\back"slash'), 'xxx')
  writeFileSync(join(at, '한글'), 'xxxx')
  writeFileSync(Buffer.concat([Buffer.from(join(at, 'latin')), Buffer.from([0xe9, 0xff])]), 'xxxxx')
  writeFileSync(join(at, 'sub', '-dash'), Buffer.alloc(70_000, 'y'))
  writeFileSync(join(at, 'sub', '.dot', '...'), 'dots')
  chmodSync(join(at, 'plain'), 0o4711)
  chmodSync(join(at, 'sub'), 0o1777)
  linkSync(join(at, 'plain'), join(at, 'sub', 'second name'))
  symlinkSync('../plain', join(at, 'sub', 'link'))
  symlinkSync('nowhere\n/', join(at, 'dangling'))
  execFileSync('tar', ['-xf', '-', '-C', at], { input: makeTar([{ name: 'pipe', type: 'fifo' }]) })
  if (longNames) {
    writeFileSync(join(at, 'n'.repeat(200)), 'long')
    symlinkSync('t'.repeat(200), join(at, 'long link'))
  }
  utimesSync(join(at, 'plain'), 1_600_000_000, 1_600_000_000.5)
  // Before 1970, where the format can tell.
  utimesSync(join(at, 'empty'), 0, new Date(longNames ? -86_400_000 : 86_400_000))
}

/** What `tar -tvf` tells of each entry. */
function listed(archive: string) {
  const text = tar('-tvf', archive, '--numeric-owner', '--full-time', '--quoting-style=escape').toString()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, mode, owner, size, date, name] = /^(\S+) +(\S+) +(\S+) (\S+ \S+) +(\.\/.*)$/.exec(line) ?? []
      const [path = '', target] = name?.split(mode?.startsWith('l') ? / -> / : / link to /) ?? []
      return {
        path: unquoted(path),
        letter: mode?.[0],
        mode: modeOf(mode ?? ''),
        owner,
        size: Number(size),
        modified: Math.floor(Date.parse(`${date?.replace(' ', 'T').slice(0, 19)}Z`) / 1000),
        target: target === undefined ? undefined : unquoted(target, mode?.startsWith('h')),
      }
    })
}

/** A name as `tar` escapes it, as a clean path; a symlink's target stays as it is. */
function unquoted(text: string, clean = true): string {
  const LETTERS: Record<string, string> = { n: '\n', t: '\t', '\\': '\\', ' ': ' ' }
  const latin = text.replace(
    /\\([0-7]{3}|.)/g,
    (_, code: string) => LETTERS[code] ?? String.fromCharCode(Number.parseInt(code, 8)),
  )
  const name = decodeName(Buffer.from(latin, 'latin1')).text
  return clean ? cleanPath(name).path : name
}

/** `rwsr-x--T` as a number. */
function modeOf(text: string): number {
  let mode = 0
  for (const [index, letter] of [...text.slice(1, 10)].entries()) {
    const special = /[st]/i.test(letter)
    if (letter !== '-' && letter !== 'S' && letter !== 'T') mode |= 0o400 >> index
    if (special) mode |= [0o4000, 0o2000, 0o1000][Math.floor(index / 3)]!
  }
  return mode
}

const LETTERS: Record<Entry['kind'], string> = {
  file: '-',
  hardlink: 'h',
  symlink: 'l',
  directory: 'd',
  character: 'c',
  block: 'b',
  fifo: 'p',
  whiteout: '?',
  opaque: '?',
}

describe('the archives that tar makes', () => {
  it.each(FORMATS)('read as tar itself lists them: %s', (format) => {
    const source = join(folder, format)
    makeOddFolder(source, format === 'oldgnu' || format === 'gnu' || format === 'posix')
    const archive = `${source}.tar`
    // V7 knows no pipes.
    const left = format === 'v7' ? ['--exclude=./pipe'] : []
    tar('-cf', archive, `--format=${format}`, ...left, '-C', source, '.')
    const { entries } = readChunks([readFileSync(archive)])
    const read = entries.map(({ path, kind, mode, uid, gid, contentBytes, modified, target }) => ({
      path,
      letter: LETTERS[kind],
      mode,
      owner: `${uid}/${gid}`,
      size: contentBytes,
      modified,
      target,
    }))
    expect(read.length).toBeGreaterThanOrEqual(15)
    expect(read).toEqual(listed(archive))
  })
})

describe('sparse files', () => {
  const LENGTH = 3_000_000
  const versions: [format: string, version?: string][] = [
    ['gnu'],
    ['posix', '0.0'],
    ['posix', '0.1'],
    ['posix', '1.0'],
  ]

  it.each(versions)(
    'count with their full length and leave the next entry alone: %s %s',
    (format, version) => {
      const source = join(folder, `sparse-${format}-${version}`)
      mkdirSync(source)
      // More parts than the header holds, so that GNU's map goes on in further blocks.
      const path = join(source, 'holes')
      const descriptor = openSync(path, 'w')
      for (let part = 0; part < 40; part++) writeSync(descriptor, 'data', part * 65_536)
      closeSync(descriptor)
      truncateSync(path, LENGTH)
      writeFileSync(join(source, 'next'), 'next')
      const how = [`--format=${format}`, ...(version ? [`--sparse-version=${version}`] : [])]
      const bytes = tar('-cSf', '-', '--hole-detection=raw', ...how, '-C', source, 'holes', 'next')
      expect(bytes.length).toBeLessThan(LENGTH)
      const { entries, notes } = readChunks([bytes])
      expect(entries.map(({ path: name, kind, contentBytes }) => [name, kind, contentBytes])).toEqual([
        ['holes', 'file', LENGTH],
        ['next', 'file', 4],
      ])
      expect(entries[1]?.hash).toBe(hasher.whole(Buffer.from('next')))
      expect(notes).toEqual([{ code: 'sparse', count: 1, example: 'holes' }])
    },
  )

  it('count with their full length when they are one hole', () => {
    const path = join(folder, 'hole')
    writeFileSync(path, '')
    truncateSync(path, LENGTH)
    for (const format of ['gnu', 'posix']) {
      const bytes = tar('-cf', '-', '--sparse', `--format=${format}`, '-C', folder, 'hole')
      expect(readChunks([bytes]).entries).toMatchObject([{ path: 'hole', contentBytes: LENGTH }])
    }
  })
})
