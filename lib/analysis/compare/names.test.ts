import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctNames, type Nameable, shortNamesOf } from './names'

const strategy = (reference: string, more: Partial<Nameable['input']> = {}, colour = 0): Nameable => ({
  ...{ input: { reference, ...more }, colour },
})
const shortest = ({ input: { reference } }: Nameable) => [reference.slice(reference.lastIndexOf('/') + 1)]
const named = (...all: Nameable[]) => distinctNames(all, shortest)

describe('distinctNames', () => {
  it('gives the newcomer a longer name, and a number where none is left', () => {
    const [one, other] = [strategy('a.io/app'), strategy('b.io/app', {}, 1)]
    expect(named(one, other)).toEqual(['app', 'b.io/app'])
    const filtered = strategy('b.io/app', { filter: '6.2.*' }, 2)
    expect(named(one, other, filtered)).toEqual(['app', 'b.io/app', 'b.io/app 6.2.*'])
    expect(named(one, one, one, one)).toEqual(['app', 'a.io/app', 'a.io/app (2)', 'a.io/app (3)'])
  })

  it('calls no two registries’ repositories by the part that they have in common, whatever the first is called', () => {
    const kinds = (one: Nameable) => ['Chained', ...shortest(one)]
    const all = [strategy('a.io/app'), strategy('b.io/app', {}, 1), strategy('b.io/web', {}, 2)]
    expect(distinctNames(all, kinds)).toEqual(['Chained', 'b.io/app', 'web'])
    const mine = strategy('a.io/app', { name: 'mine' })
    expect(distinctNames([mine, ...all.slice(1)], kinds)).toEqual(['mine', 'Chained', 'web'])
    const filtered = strategy('a.io/app', { filter: '6.2.*' }, 1)
    expect(distinctNames([all[0]!, filtered], kinds)).toEqual(['Chained', 'app'])
  })

  it('leaves a name that a person gave, and does not give it to a newer one', () => {
    expect(named(strategy('a.io/x', { name: 'app' }), strategy('a.io/app', {}, 1))).toEqual([
      'app',
      'a.io/app',
    ])
    expect(named(strategy('a.io/x', { name: 'b' }), strategy('a.io/y', { name: 'b' }, 1))).toEqual(['b', 'b'])
  })

  it('goes by colours where strategies were moved', () => {
    expect(named(strategy('b.io/app', {}, 1), strategy('a.io/app'))).toEqual(['b.io/app', 'app'])
  })

  it('changes no name when another is added, and gives each its own', () => {
    const reference = fc.constantFrom('a.io/app', 'b.io/app', 'b.io/web', 'app')
    const filter = fc.constantFrom(undefined, '1.*', '2.*')
    fc.assert(
      fc.property(fc.array(fc.tuple(reference, filter), { minLength: 1, maxLength: 6 }), (all) => {
        const strategies = all.map(([one, tags], colour) =>
          strategy(one, tags ? { filter: tags } : {}, colour),
        )
        const names = named(...strategies)
        expect(new Set(names).size).toBe(names.length)
        expect(named(...strategies.slice(0, -1))).toEqual(names.slice(0, -1))
        expect(named(...strategies.toReversed())).toEqual(names.toReversed())
      }),
    )
  })
})

describe('shortNamesOf', () => {
  it('adds the registry where two repositories end alike', () => {
    expect(shortNamesOf(['a.io/shop/app', 'b.io/shop/app', 'b.io/shop/web', 'b.io/shop/web'])).toEqual([
      'a.io/shop/app',
      'b.io/shop/app',
      'web',
      'web',
    ])
  })
})
