import { describe, expect, it } from 'vitest'
import { loadPage } from './pages'
import { tagLink, tagParsers } from './tag-state'

describe('open directories in a link', () => {
  const open = (paths: readonly string[]) => tagLink({ open: [...paths] })

  it('are written by the deepest ones that are seen', () => {
    expect(open(['usr', 'usr/share', 'etc'])).toBe('/tag?open=usr/share,etc')
    expect(open(['usr/share', 'etc'])).toBe('/tag?open=etc')
  })

  it('are read with what they lie in', () => {
    expect(loadPage('tag', '?open=usr/share/doc,etc').open).toEqual([
      'usr',
      'usr/share',
      'usr/share/doc',
      'etc',
    ])
  })

  it('may have any name', () => {
    const paths = ['a,b', '50%', 'c%2Cd']
    expect(loadPage('tag', open(paths).slice('/tag'.length)).open).toEqual(paths)
  })

  it('are as many as a link holds', () => {
    const many = Array.from({ length: 500 }, (_, index) => `directory-${index}`)
    const read = loadPage('tag', open(many).slice('/tag'.length)).open
    expect(read.length).toBeGreaterThan(50)
    expect(read).toEqual(many.slice(0, read.length))
    // With a comma behind each.
    const two = (length: number) => tagParsers.open.serialize(['a'.repeat(length), 'b'])
    expect(two(997)).toHaveLength(999)
    expect(two(998)).toHaveLength(998)
  })
})
