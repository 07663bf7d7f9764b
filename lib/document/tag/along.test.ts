import { describe, expect, it } from 'vitest'
import { alongOf } from './along'

const series = (count: number, unread: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => ({
    tag: `${index}`,
    files: { known: unread.includes(index) ? 1 : 2, layers: 2, readable: true, small: true },
  }))

describe('alongOf', () => {
  it('is the tags whose files are known', () => {
    expect(alongOf([...series(4, [2]), { tag: 'x' }], '1')).toEqual(['0', '1', '3'])
  })

  it('is none where the tag’s own files are not known, or no other’s are', () => {
    expect(alongOf(series(4, [2]), '2')).toEqual([])
    expect(alongOf(series(3, [0, 2]), '1')).toEqual([])
    expect(alongOf([], '1')).toEqual([])
  })

  it('is the nearest of a long series', () => {
    const of = (name: string) => {
      const names = alongOf(series(100), name)
      return [names[0], names.at(-1), names.length]
    }
    expect(of('0')).toEqual(['0', '23', 24])
    expect(of('50')).toEqual(['38', '61', 24])
    expect(of('99')).toEqual(['76', '99', 24])
  })
})
