import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StrategyInput } from '../analysis/question'
import { formatStrategy, parseStrategy } from './strategy-param'
import { compareSearch } from './view-state'

describe('a strategy in the link', () => {
  it('stays readable', () => {
    const input: StrategyInput = {
      reference: 'localhost:5000/app',
      name: 'Chained',
      filter: '0.0.*',
      order: 'created',
      take: -5,
    }
    expect(formatStrategy(input)).toBe('localhost:5000/app;name=Chained;tags=0.0.*;order=created;take=-5')
    expect(parseStrategy(formatStrategy(input))).toEqual(input)
  })

  it('leaves out what it does not know and what is out of range', () => {
    expect(parseStrategy('a;names;tags;name=b=c')).toEqual({ reference: 'a', name: 'b=c' })
    expect(parseStrategy('a;colour=9;take=0;order=size;x=1;=;name=')).toEqual({ reference: 'a' })
  })

  it('reads what it writes, whatever the text', () => {
    const text = fc.string({ minLength: 1 })
    const made = fc.record(
      {
        reference: text,
        name: text,
        colour: fc.nat(5),
        filter: text,
        order: fc.constantFrom('created' as const, 'name' as const),
        take: fc.integer({ min: -9999, max: 9999 }).filter((n) => n !== 0),
      },
      { requiredKeys: ['reference'] },
    )
    fc.assert(
      fc.property(made, (input) => {
        expect(parseStrategy(formatStrategy(input))).toEqual(input)
      }),
    )
  })
})

describe('compareSearch', () => {
  it('leaves out what is the default', () => {
    const input = { basis: 'transfer', rule: 'auto', cache: 'earlier', source: 'auto' } as const
    expect(compareSearch({ ...input, strategies: [] })).toBe('')
    expect(
      new URLSearchParams(
        compareSearch({ ...input, basis: 'unpacked', strategies: [{ reference: 'a' }, { reference: 'b' }] }),
      ).getAll('s'),
    ).toEqual(['a', 'b'])
  })
})
