import { describe, expect, it } from 'vitest'
import { cacheOfBytes, heldBytes } from './held-bytes'

describe('heldBytes', () => {
  it('counts text by its bytes, and what holds it', () => {
    expect(heldBytes('a'.repeat(1000)) - heldBytes('')).toBe(1000)
    expect(heldBytes(['a', 'a']) - heldBytes(['a'])).toBe(8 + heldBytes('a'))
    expect(heldBytes({ a: ['text'], b: undefined })).toBeGreaterThan(heldBytes(['text']))
    expect(heldBytes(new Map([['key', 'text']]))).toBeGreaterThan(heldBytes('keytext'))
  })
})

describe('cacheOfBytes', () => {
  it('keeps what fits, by bytes and not by number', () => {
    const cache = cacheOfBytes<string>(10_000)
    for (let at = 0; at < 20; at++) cache.set(`small ${at}`, 'text')
    expect(cache.size).toBe(20)
    cache.set('large', 'x'.repeat(9000))
    expect([cache.has('large'), cache.has('small 0'), cache.has('small 19')]).toEqual([true, false, true])
    cache.set('too large', 'x'.repeat(11_000))
    expect(cache.has('too large')).toBe(false)
  })
})
