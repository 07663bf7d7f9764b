import { describe, expect, it } from 'vitest'
import { argsOf } from './command-line.testing'
import { localeOf, searchOf, VIEW_OPTIONS, withReference } from './view'

const read = (own: Parameters<typeof searchOf>[2], ...argv: string[]) =>
  searchOf('compare', argsOf(VIEW_OPTIONS, ...argv), own)

describe('searchOf', () => {
  it('writes the question as the page’s link has it', () => {
    expect([...read({ s: ['a', 'b'], keep: undefined }, '--units', 'binary', '--lang', 'ko')]).toEqual([
      ['units', 'binary'],
      ['lang', 'ko'],
      ['s', 'a'],
      ['s', 'b'],
    ])
  })

  it('starts from a link; options and strategies go before it', () => {
    const link = 'http://127.0.0.1:3000/?s=x&s=y&units=binary&basis=unpacked'
    expect(String(read({ s: [] }, '--link', link))).toBe('s=x&s=y&units=binary&basis=unpacked')
    expect(String(read({ s: ['a'] }, '--link', link, '--units', 'decimal'))).toBe(
      'units=decimal&basis=unpacked&s=a',
    )
    expect(String(read({ s: [] }, '--link', '?s=x'))).toBe('s=x')
  })

  it('reads from a snapshot that is opened, unless it is to stand beside live tags', () => {
    expect(String(read({}, '--snapshot', 'a/before.strata.json', '--snapshot', 'b.json'))).toBe(
      'source=snapshot%3Abefore.strata.json',
    )
    expect(String(read({}, '--snapshot', 'before.strata.json', '--source', 'auto'))).toBe('source=auto')
  })

  it('refuses a link of another page, and tells which command has it', () => {
    expect(() => read({}, '--link', 'http://127.0.0.1:3000/downloads?s=x')).toThrow('strata downloads --link')
    expect(() => read({}, '--link', 's=x')).toThrow('--link expects an address')
  })
})

describe('localeOf', () => {
  it('is English where nothing else is asked for', () => {
    expect(localeOf(new URLSearchParams())).toBe('en')
    expect(localeOf(new URLSearchParams('lang=ko'))).toBe('ko')
    expect(localeOf(new URLSearchParams('lang=fr'))).toBe('en')
  })
})

describe('withReference', () => {
  it('names the tag of a link as the API does', () => {
    const search = new URLSearchParams('ref=a:1&source=sample')
    expect(String(withReference(search))).toBe('ref=a%3A1&source=sample&reference=a%3A1')
    expect(withReference(search, 'b:2').get('reference')).toBe('b:2')
  })
})
