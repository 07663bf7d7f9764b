import { describe, expect, it } from 'vitest'
import { loadPage } from '../../lib/link/pages'
import { readLine } from './command-line.testing'
import { localeOf, searchOf } from './search'

const read = async (own: Parameters<typeof searchOf>[2], ...argv: string[]) =>
  searchOf('compare', await readLine('compare', ...argv), own)

describe('searchOf', () => {
  it('writes the question as the page’s link has it', async () => {
    expect([
      ...(await read({ s: ['a', 'b'], keep: undefined }, '--units', 'binary', '--lang', 'ko')),
    ]).toEqual([
      ['units', 'binary'],
      ['lang', 'ko'],
      ['s', 'a'],
      ['s', 'b'],
    ])
  })

  it('starts from a link; options and strategies go before it', async () => {
    const link = 'http://127.0.0.1:3000/?s=x&s=y&units=binary&basis=unpacked'
    expect(String(await read({ s: [] }, '--link', link))).toBe('s=x&s=y&units=binary&basis=unpacked')
    expect(String(await read({ s: ['a'] }, '--link', link, '--units', 'decimal'))).toBe(
      'units=decimal&basis=unpacked&s=a',
    )
    expect(String(await read({ s: [] }, '--link', '?s=x'))).toBe('s=x')
  })

  it('reads from a snapshot that is opened, unless it is to stand beside live tags', async () => {
    expect(String(await read({}, '--snapshot', 'a/before.strata.json', '--snapshot', 'b.json'))).toBe(
      'source=snapshot%3Abefore.strata.json',
    )
    expect(String(await read({}, '--snapshot', 'before.strata.json', '--source', 'auto'))).toBe('source=auto')
  })

  it('refuses a link of another page, and tells which command has it', async () => {
    await expect(read({}, '--link', 'http://127.0.0.1:3000/downloads?s=x')).rejects.toThrow(
      'strata downloads --link',
    )
    await expect(read({}, '--link', 's=x')).rejects.toThrow('--link expects an address')
  })
})

describe('localeOf', () => {
  const read = (search: string) => loadPage('compare', new URLSearchParams(search))
  it('is English where nothing else is asked for', () => {
    expect(localeOf(read(''))).toBe('en')
    expect(localeOf(read('lang=ko'))).toBe('ko')
    expect(localeOf(read('lang=fr'))).toBe('en')
  })
})
