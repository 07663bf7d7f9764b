import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPath, decodeName, hasControl, joinPath, splitPath } from './path'

describe('cleanPath', () => {
  it.each([
    ['a/b', 'a/b', false],
    ['a/b/', 'a/b', false],
    ['./a', 'a', false],
    ['/etc/passwd', 'etc/passwd', false],
    ['a//b/./c', 'a/b/c', false],
    ['a/../b', 'b', false],
    ['../etc', 'etc', true],
    ['a/../../b', 'b', true],
    ['', '', false],
    ['./', '', false],
    ['/', '', false],
    ['..', '', true],
    ['.hidden/..x', '.hidden/..x', false],
    ['a\n/b', 'a\n/b', false],
  ])('reads %j as %j', (name, path, escaped) => expect(cleanPath(name)).toEqual({ path, escaped }))

  it('gives a path that is clean for good, whatever the name', () => {
    const name = fc
      .array(fc.constantFrom('a', '.', '..', '', '.b', '...'), { maxLength: 8 })
      .map((parts) => parts.join('/'))
    fc.assert(
      fc.property(name, (text) => {
        const { path } = cleanPath(text)
        expect(cleanPath(path)).toEqual({ path, escaped: false })
        expect(path.split('/').filter((part) => part === '.' || part === '..')).toEqual([])
      }),
    )
  })
})

describe('splitPath and joinPath', () => {
  it('are each other’s inverse', () => {
    for (const path of ['a', 'a/b', 'a/b/c']) expect(joinPath(...splitPath(path))).toBe(path)
    expect(splitPath('/a')).toEqual(['', 'a'])
  })
})

describe('hasControl', () => {
  it.each([
    ['', false],
    ['a b~', false],
    ['\x80한', false],
    ['a\x1f', true],
    ['\0a', true],
    ['a\x7fb', true],
  ])('of %j is %s', (text, expected) => expect(hasControl(text)).toBe(expected))
})

describe('decodeName', () => {
  it('reads UTF-8, a byte order mark included', () => {
    expect(decodeName(Buffer.from('한글'))).toEqual({ text: '한글', utf8: true })
    expect(decodeName(Buffer.from('\ufeffa')).text).toBe('\ufeffa')
  })

  it('shows the bytes of other names', () => {
    expect(decodeName(Buffer.from([0x61, 0xff, 0x80]))).toEqual({ text: 'a\\xff\\x80', utf8: false })
    expect(decodeName(Buffer.from([0x7f, 0xc3])).text).toBe('\x7f\\xc3')
  })
})
