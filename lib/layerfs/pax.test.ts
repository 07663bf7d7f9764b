import { describe, expect, it } from 'vitest'
import { parsePax, paxNumber } from './pax'

const parse = (text: string) => parsePax(Buffer.from(text))
const texts = (text: string) => [...parse(text)].map(([key, value]) => [key, Buffer.from(value).toString()])

describe('parsePax', () => {
  it('reads records by their lengths, newlines and equal signs in values included', () => {
    expect(texts('11 path=a\n\n14 linkpath==\n')).toEqual([
      ['path', 'a\n'],
      ['linkpath', '='],
    ])
  })

  it('lets the last of equal keys win', () => expect(texts('9 path=a\n9 path=b\n')).toEqual([['path', 'b']]))

  it('reads an empty body as no records', () => expect(texts('')).toEqual([]))

  it.each([
    'path=a\n',
    '99 path=a\n',
    '8 path=a\n',
    '0 path=a\n',
    '-9 path=a\n',
    ' 9 path=a\n',
    '7 patha\n',
    '9',
  ])('refuses %j', (text) =>
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'bad-header' })),
  )
})

describe('paxNumber', () => {
  const mtime = (text: string) => paxNumber(new Map([['mtime', Buffer.from(text)]]), 'mtime')

  it.each([
    ['1600000000', 1_600_000_000],
    ['1600000000.5', 1_600_000_000],
    // The nearest double is the next second.
    ['1600000000.999999999', 1_600_000_000],
    ['-1.5', -2],
    ['-1.000', -1],
    ['-0.25', -1],
    ['-0', 0],
    ['0.', 0],
  ])('rounds %s down to %d', (text, expected) => expect(mtime(text)).toBe(expected))

  it('knows no number where there is no record, or an empty one', () => {
    expect([paxNumber(new Map(), 'size'), mtime('')]).toEqual([undefined, undefined])
  })

  it.each(['x', '1e3', '0x10', 'Infinity', ' ', '9007199254740993'])('refuses %j', (text) =>
    expect(() => mtime(text)).toThrow(expect.objectContaining({ code: 'bad-header' })),
  )
})
