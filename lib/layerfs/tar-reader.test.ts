import { describe, expect, it } from 'vitest'
import { file, readChunks, readTar, symlink } from './read.testing'
import { TarReader } from './tar-reader'
import { makeTar, type TarInput } from './tar-writer.testing'

const only = (...inputs: TarInput[]) => readTar(...inputs).entries[0]
const paths = (...inputs: TarInput[]) => readTar(...inputs).entries.map(({ path }) => path)
const badHeader = expect.objectContaining({ name: 'TarError', code: 'bad-header' })

describe('TarReader', () => {
  it('reads long names from a ustar prefix, from PAX records and from GNU entries', () => {
    const name = `${'dir/'.repeat(30)}${'f'.repeat(90)}`
    const longer = 'n'.repeat(3000)
    expect(
      paths({ name }, { name: longer, longNames: 'pax' }, { name: longer, longNames: 'gnu' }, file('z')),
    ).toEqual([name, longer, longer, 'z'])
  })

  it('reads long targets from PAX records and from GNU entries', () => {
    const target = 't'.repeat(300)
    expect(only({ ...symlink('a', target), longNames: 'pax' })?.target).toBe(target)
    expect(only({ ...symlink('a', target), longNames: 'gnu' })?.target).toBe(target)
  })

  it('lets a PAX path win over a GNU long name', () => {
    expect(paths({ name: 'g'.repeat(120), longNames: 'gnu', pax: { path: 'pax' } })).toEqual(['pax'])
  })

  it.each(['octal', 'base256', 'pax'] as const)('finds the next entry after a size in %s', (sizeAs) => {
    const { entries } = readTar({ name: 'a', content: Buffer.alloc(1000), sizeAs }, file('b', 1))
    expect(entries.map(({ path, contentBytes }) => [path, contentBytes])).toEqual([
      ['a', 1000],
      ['b', 1],
    ])
  })

  it('reads owners and times from PAX records, fractions cut off', () => {
    const pax = { uid: '4000000', gid: '5', mtime: '1700000000.999999999' }
    expect(only({ name: 'a', pax })).toMatchObject({ uid: 4_000_000, gid: 5, modified: 1_700_000_000 })
  })

  it('applies a PAX header to the one entry after it', () => {
    expect(paths({ name: 'a', pax: { path: 'renamed' } }, file('b'))).toEqual(['renamed', 'b'])
  })

  it('falls back on the header where a record is empty', () => {
    expect(only({ name: 'a', uid: 7, pax: { path: '', uid: '', 'GNU.sparse.name': '' } })).toMatchObject({
      path: 'a',
      uid: 7,
    })
  })

  it('applies a global PAX header to all that follows, until an entry or a later one says otherwise', () => {
    const global = (uid: string): TarInput => ({ name: 'g', type: 'pax-global', pax: { uid } })
    const { entries } = readTar(
      file('before'),
      global('5'),
      file('a'),
      { name: 'b', pax: { uid: '6' } },
      { name: 'taken-back', uid: 1, pax: { uid: '' } },
      file('c'),
      { name: 'g', type: 'pax-global', pax: { gid: '9' } },
      global('7'),
      file('d'),
    )
    expect(entries.map(({ uid }) => uid)).toEqual([0, 5, 6, 1, 5, 7])
    expect(entries.at(-1)?.gid).toBe(9)
  })

  it('reads past a global header that only holds a comment, as git archive writes', () => {
    expect(
      paths({ name: 'pax_global_header', type: 'pax-global', pax: { comment: 'abc' } }, file('a')),
    ).toEqual(['a'])
  })

  it('ignores what follows the closing zeros', () => {
    expect(readChunks([makeTar([file('a')]), Buffer.alloc(9000, 'junk')]).entries).toHaveLength(1)
  })

  it('tells how many bytes may be left out that no sink takes, padding included', () => {
    const names: string[] = []
    const tar = makeTar([file('a', 600), file('b', 5)])
    const reader = new TarReader(({ name }) => {
      names.push(Buffer.from(name).toString())
      return names.length === 1 ? undefined : { data: () => {}, end: () => names.push('read') }
    })
    reader.write(tar.subarray(0, 100))
    expect(reader.skip()).toBe(0)
    reader.write(tar.subarray(100, 612))
    expect(reader.skip()).toBe(924)
    expect(reader.skip()).toBe(0)
    reader.write(tar.subarray(1536, 2050))
    expect(reader.skip()).toBe(0)
    reader.write(tar.subarray(2050))
    reader.end()
    expect(names).toEqual(['a', 'b', 'read'])
  })

  it('refuses an entry after one block of zeros', () => {
    expect(() => readChunks([Buffer.alloc(512), makeTar([file('a')])])).toThrow(badHeader)
  })

  it.each(['file', 'pax-local', 'pax-global', 'gnu-long-name', 'gnu-long-link'] as const)(
    'refuses a negative size of a %s',
    (type) => expect(() => readTar({ name: 'a', type, claimedSize: -1 })).toThrow(badHeader),
  )

  it.each([
    ['size', '-1'],
    ['GNU.sparse.realsize', '-1'],
    ['size', 'x'],
  ])('refuses the PAX record %s=%s', (key, value) =>
    expect(() => readTar({ name: 'a', pax: { [key]: value } })).toThrow(badHeader),
  )

  it('waits for content of any claimed length without taking memory for it', () => {
    expect(() => readTar({ name: 'a', claimedSize: 2 ** 52, sizeAs: 'base256' })).toThrow(
      expect.objectContaining({ name: 'TarError', code: 'truncated' }),
    )
  })
})
