import { expect, it } from 'vitest'
import { marked, plain } from './plain'

it.each([
  ['  a \n\t b\u00a0\u2028c\u0085 ', 'a b c'],
  ['a\u0000b\u202ec\u200bd', 'a\ufffdb\ufffdc\ufffdd'],
  ['한글 😀 é', '한글 😀 é'],
  ['\ud800x', '\ufffdx'],
  [' \n ', ''],
])('%j is %j in a line', (text, line) => expect(plain(text)).toBe(line))

it.each([
  ['a\r\nb\rc\n\td  e', 'a\nb\nc\n\td  e'],
  ['a\u0000b\u2066c\ud800', 'a\ufffdb\ufffdc\ufffd'],
])('%j keeps its lines as %j', (text, lines) => expect(marked(text)).toBe(lines))

it('takes time by the length of a text, whatever ends it', () => {
  const long = `${'a'.repeat(500_000)} ${'a '.repeat(250_000)}`
  expect(plain(`${long}\u0000`)).toBe(`${long}\ufffd`)
  expect(plain(`${long}a`)).toBe(`${long}a`)
})
