import { describe, expect, it } from 'vitest'
import { cacheSetOf, parseCacheSet } from './cache-set'

describe('a cache set in a link', () => {
  it.each([
    ['earlier', 'earlier', { kind: 'earlier' }],
    ['base', 'base', { kind: 'base' }],
    ['none', 'none', { kind: 'none' }],
    ['daemon', 'daemon', { kind: 'daemon' }],
    ['previous', 'previous', { kind: 'previous', count: 1 }],
    ['previous:03', 'previous:3', { kind: 'previous', count: 3 }],
    ['previous:1', 'previous:1', { kind: 'previous', count: 1 }],
    ['previous:10000', 'previous:10000', { kind: 'previous', count: 10_000 }],
    ['tags:', 'tags:', { kind: 'tags', tags: [] }],
    ['tags:1,,2', 'tags:1,,2', { kind: 'tags', tags: ['1', '2'] }],
  ])('%s is %s', (text, id, set) => {
    const read = parseCacheSet(text)
    expect(read).toBe(id)
    expect(read && cacheSetOf(read)).toEqual(set)
  })

  it.each(['', 'earlier ', 'previous:0', 'previous:10001', 'previous:x', 'x:tags:1', 'tag:1'])(
    'is not %j',
    (text) => expect(parseCacheSet(text)).toBeUndefined(),
  )
})
