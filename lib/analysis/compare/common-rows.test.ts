import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonRows, type Held } from './common-rows'

/** `k` known, `?` not known, ` ` no tag. */
const of = (...series: string[]) =>
  commonRows(
    series.map((rows) =>
      Array.from(rows, (one): Held => (one === 'k' ? 'known' : one === '?' ? 'unknown' : undefined)),
    ),
  )

describe('commonRows', () => {
  it('are those in which all have a figure', () => {
    expect(of('kkkk', ' kk?')).toEqual({ rows: [1, 2], members: [0, 1], unknown: [], absent: [] })
  })

  it('leave out whoever has no figure at all, and whoever has no tag', () => {
    expect(of('kk', '??', '  ', 'kk')).toEqual({ rows: [0, 1], members: [0, 3], unknown: [1], absent: [2] })
  })

  it('are of the most that have one in common where not all have', () => {
    expect(of('kkk  ', 'kkk  ', '   kk')).toEqual({
      rows: [0, 1, 2],
      members: [0, 1],
      unknown: [],
      absent: [2],
    })
  })

  it('are none where nothing is known', () => {
    expect(of()).toBeUndefined()
    expect(of('??', '')).toBeUndefined()
  })

  it('have a known figure of every member, whatever is held; and each strategy is in one list', () => {
    const row = fc.constantFrom<Held>('known', 'unknown', undefined)
    const held = fc.array(fc.array(row, { minLength: 4, maxLength: 4 }), { maxLength: 5 })
    fc.assert(
      fc.property(held, (series) => {
        const found = commonRows(series)
        if (!found) {
          expect(series.flat()).not.toContain('known')
          return
        }
        const { rows, members, unknown, absent } = found
        for (const at of members) for (const row of rows) expect(series[at]?.[row]).toBe('known')
        expect(rows.length).toBeGreaterThan(0)
        expect([...members, ...unknown, ...absent].toSorted()).toEqual([...series.keys()])
      }),
    )
  })
})
