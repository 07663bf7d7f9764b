import { describe, expect, it } from 'vitest'
import { TarError } from './tar-error'
import { parseHeader } from './tar-header'
import { makeTar, type TarInput } from './tar-writer.testing'

const block = (input: TarInput) => makeTar([input]).subarray(0, 512)

/** Changes a header and makes its checksum right again. */
function withField(at: number, text: string, checksum = (sum: number) => sum): Buffer {
  const changed = Buffer.from(block({ name: 'a' }))
  changed.write(text, at, 'latin1')
  changed.fill(' ', 148, 156)
  const sum = checksum(changed.reduce((total, byte) => total + byte, 0))
  changed.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return changed
}

const name = (header: Buffer) => Buffer.from(parseHeader(header).name).toString()

describe('parseHeader', () => {
  it('joins the prefix and the name of a ustar header', () => {
    const long = `${'d'.repeat(120)}/${'f'.repeat(90)}`
    expect(name(block({ name: long }))).toBe(long)
  })

  it('takes no prefix from a GNU header, which keeps times in its place', () => {
    const gnu = withField(345, '14000000000')
    gnu.write('ustar  \0', 257, 'latin1')
    expect(name(rightSum(gnu))).toBe('a')
  })

  it('takes no prefix from a V7 header, which has no magic', () => {
    const v7 = withField(345, 'prefix')
    v7.fill(0, 257, 265)
    expect(name(rightSum(v7))).toBe('a')
  })

  it.each(['xstar\0', 'ustax\0', 'ustarx'])('takes no prefix where the magic is %j', (magic) => {
    const other = withField(345, 'prefix')
    other.write(magic, 257, 'latin1')
    expect(name(rightSum(other))).toBe('a')
    expect(name(withField(345, 'prefix'))).toBe('prefix/a')
  })

  it('reads names and links that fill their fields without a NUL', () => {
    const header = parseHeader(block({ name: 'n'.repeat(100), type: 'symlink', linkName: 'l'.repeat(100) }))
    expect([header.name.length, header.linkName.length]).toEqual([100, 100])
  })

  it('reads octal numbers with spaces around them or nothing at all', () => {
    expect(parseHeader(withField(108, '   17 \0 ')).uid).toBe(15)
    expect(parseHeader(withField(108, '\0\0\0\0\0\0\0\0')).uid).toBe(0)
  })

  it('reads sizes and negative times in base 256', () => {
    const header = parseHeader(
      block({ name: 'a', claimedSize: 2 ** 40 + 5, sizeAs: 'base256', mtime: -86_400 }),
    )
    expect([header.size, header.modified]).toEqual([2 ** 40 + 5, -86_400])
  })

  it('keeps setuid, setgid and sticky of the mode, and no file type', () => {
    expect(parseHeader(block({ name: 'a', mode: 0o107_755 })).mode).toBe(0o7755)
  })

  it('tells the type NUL of V7 as a file', () => expect(parseHeader(withField(156, '\0')).type).toBe('0'))

  it('takes a checksum that was added up from signed bytes', () => {
    const bytes = Buffer.from([0xff, 0x80, 0x7f])
    const signed = withField(0, bytes.toString('latin1'), (sum) => sum - 2 * 256)
    expect(Buffer.from(parseHeader(signed).name)).toEqual(bytes)
  })

  it.each([
    ['a wrong checksum', withField(0, 'b', (sum) => sum + 1)],
    ['a number that is not octal', withField(108, '0000009\0')],
    ['a number that no integer holds', withField(124, '\x80\x01\0\0\0\0\0\0\0\0\0\0')],
  ])('refuses %s', (_, header) => {
    expect(() => parseHeader(header)).toThrow(expect.objectContaining({ code: 'bad-header' }))
    expect(() => parseHeader(header)).toThrow(TarError)
  })
})

function rightSum(header: Buffer): Buffer {
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}
