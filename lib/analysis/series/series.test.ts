import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { kindOf } from './kind'
import { readList } from './read-list'
import { orderTags, parseFilter, takeTags } from './select'

const tags = (...names: string[]) => names.map((tag) => ({ tag }))
const names = (entries: readonly { tag: string }[]) => entries.map(({ tag }) => tag)

describe('orderTags', () => {
  it('orders by semantic version, names without one first', () => {
    expect(names(orderTags(tags('0.0.10', 'v0.0.2', 'latest', '1.0.0-rc.1', '1.0.0', '0.0.9')))).toEqual([
      'latest',
      'v0.0.2',
      '0.0.9',
      '0.0.10',
      '1.0.0-rc.1',
      '1.0.0',
    ])
  })

  it('does not depend on the order in which tags come', () => {
    const some = ['1.0', '1.0.0', 'latest', 'v2', '2024.01.05', 'a', 'b-3']
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: some.length }), (shuffled) => {
        expect(names(orderTags(tags(...shuffled)))).toEqual(names(orderTags(tags(...some))))
      }),
    )
  })

  it('orders by time of creation, unknown times first', () => {
    const entries = [{ tag: 'b', created: '2026-02-01' }, { tag: 'c' }, { tag: 'a', created: '2026-01-01' }]
    expect(names(orderTags(entries, 'created'))).toEqual(['c', 'a', 'b'])
  })
})

describe('parseFilter', () => {
  const matching = (filter: string, ...candidates: string[]) => {
    const parsed = parseFilter(filter)
    return parsed.ok ? candidates.filter(parsed.matches) : parsed.detail
  }
  it('reads a glob', () => expect(matching('0.0.*', '0.0.1', '0.1.0')).toEqual(['0.0.1']))
  it('reads a regular expression between slashes', () => {
    expect(matching('/^v\\d+$/', 'v1', 'v1.2', '1')).toEqual(['v1'])
  })
  it('refuses an expression that could hang', () => expect(matching('/(a+)+$/', 'a')).toContain('nested'))
  it('says what is wrong with a broken expression', () => expect(parseFilter('/(/').ok).toBe(false))
  it('lets an empty filter pass everything', () => expect(matching(' ', 'a')).toEqual(['a']))
})

describe('a list that is filtered, ordered and cut', () => {
  it('takes the last n after filter and order', () => {
    const list = readList(['3', '1', '2', 'x'], { reference: 'a', filter: '[0-9]' })
    expect(list.ok && takeTags(list.reading.rows, -2)).toEqual(['2', '3'])
  })
})

describe('takeTags', () => {
  it.each([
    [2, ['1', '2']],
    [-1, ['3']],
    [9, ['1', '2', '3']],
    [0, ['1', '2', '3']],
    [undefined, ['1', '2', '3']],
  ])('takes, of three, %s', (take, expected) => expect(takeTags(['1', '2', '3'], take)).toEqual(expected))
})

describe('kindOf', () => {
  const series = (...layers: string[]) =>
    layers.map((names, index) => ({
      tag: `${index + 1}`,
      image: madeImage(
        `localhost/x:${index + 1}`,
        [...names].map((name) => ({ name })),
      ),
    }))
  const kind = (...layers: string[]) => kindOf(series(...layers), () => undefined)

  it.each([
    [['ab', 'abc', 'abcd'], 'chained'],
    [['ab', 'ac', 'ad'], 'fixed-base'],
    [['ab', 'abc', 'abd'], 'custom-base'],
    [['a', 'b', 'c'], 'independent'],
    [['ab', 'abc', 'ad', 'ade'], 'mixed'],
    [['ab'], 'single'],
    [[], 'empty'],
  ] as const)('calls %j %s', (layers, expected) => expect(kind(...layers).kind).toBe(expected))

  it('calls a shared prefix that goes past a known base a custom base', () => {
    const [first] = series('abc', 'abd')
    const os = first!.image.layers[0]!.chainId
    const known = kindOf(series('abc', 'abd'), (chainId) => (chainId === os ? 'os' : undefined))
    expect(known).toMatchObject({ kind: 'custom-base', base: 'os', sharedLayers: 2 })
  })

  it.each([
    [['a', 'ab', 'ac', 'ad'], 'custom-base', 1, 1],
    [['ab', 'cd', 'cde'], 'mixed', 0, 1],
    [['ab', 'ac', 'xy'], 'fixed-base', 0, 0],
    [['abc', 'abd', 'aef'], 'fixed-base', 1, 0],
    [['abc', 'abd', 'ae', 'af'], 'mixed', 1, 0],
    [['ab', 'ac', 'x', 'xy', 'xyz'], 'mixed', 0, 2],
  ] as const)('of %j is %s, with %i layers shared and %i pairs chained', (layers, name, shared, chained) => {
    expect(kind(...layers)).toMatchObject({
      kind: name,
      sharedLayers: shared,
      chainedPairs: chained,
      pairs: layers.length - 1,
    })
  })

  it('is a chain still where fewer than one step in four begins it again, and names the tags', () => {
    expect(kind('a', 'ab', 'abc', 'abcd', 'x', 'xy', 'xyz')).toMatchObject({
      ...{ kind: 'chained', chainedPairs: 5, pairs: 6, changesAt: ['5'], bases: [] },
    })
    expect(kind('a', 'ab', 'abc', 'x', 'xy', 'xyz').kind).toBe('chained')
    expect(kind('a', 'ab', 'abc', 'x', 'xy').kind).toBe('mixed')
    expect(kind('a', 'ab', 'abc', 'abcd').changesAt).toEqual([])
  })

  it('of one tag or none tells no shared layers', () => {
    expect(kind('ab')).toMatchObject({ sharedLayers: 0, chainedPairs: 0, pairs: 0, changesAt: [] })
    expect(kind()).toMatchObject({ sharedLayers: 0, chainedPairs: 0, pairs: 0 })
  })

  it('names the deepest base at or below what is shared, of a lone tag below its own top', () => {
    const [tag] = series('abc')
    const [a, b, c] = tag!.image.layers.map(({ chainId }) => chainId)
    const names = new Map<string, string>([
      [a!, 'os'],
      [b!, 'runtime'],
      [c!, 'app'],
    ])
    const named = (...layers: string[]) => kindOf(series(...layers), (chainId) => names.get(chainId))
    expect(named('abc').base).toBe('runtime')
    expect(named('abcx', 'abcy').base).toBe('app')
    expect(named('abx', 'aby').base).toBe('runtime')
    expect(named('x', 'y').base).toBeUndefined()
    expect(named('').base).toBeUndefined()
    // All share what a known image ends at and nothing more.
    expect(kindOf(series('ax', 'ay'), (chainId) => (chainId === a ? 'os' : undefined)).kind).toBe(
      'fixed-base',
    )
  })

  it('tells a change of what is shared from one of whether tags are chained', () => {
    expect(kind('a', 'ab', 'abc', 'ax', 'axy').changesAt).toEqual(['4', '5'])
    expect(kind('abc', 'abd', 'ae', 'af').changesAt).toEqual(['3'])
    expect(kind('ae', 'af', 'abc', 'abd').changesAt).toEqual([])
  })

  it('names the tags where a mixed series changes', () => {
    expect(kind('ab', 'abc', 'ad', 'ade').changesAt).toEqual(['3', '4'])
  })
})

describe('tags by name and time', () => {
  it('orders by name alone when asked', () => {
    expect(names(orderTags(tags('b', 'a', '10', '9', 'a'), 'name'))).toEqual(['10', '9', 'a', 'a', 'b'])
  })
  it('orders tags of one time, or of none, by name', () => {
    const created = '2026-01-01'
    const entries = [
      { tag: 'b', created },
      { tag: 'd', created: 'never' },
      { tag: 'a', created },
      { tag: 'c' },
    ]
    expect(names(orderTags(entries, 'created'))).toEqual(['c', 'd', 'a', 'b'])
  })
  it('orders versions that are equal by name, and loose ones by their digits', () => {
    expect(names(orderTags(tags('2024.12', 'v1.0.0', '2024.11', '1.0.0', 'y', 'x')))).toEqual([
      'x',
      'y',
      '1.0.0',
      'v1.0.0',
      '2024.11',
      '2024.12',
    ])
  })
})

describe('a filter', () => {
  it('is read up to 200 characters', () => {
    expect(parseFilter('a'.repeat(200)).ok).toBe(true)
    expect(parseFilter('a'.repeat(201)).ok).toBe(false)
    expect(parseFilter(undefined).ok).toBe(true)
  })
  it('matches tags that begin with a dot, and as a regular expression in any case when it says so', () => {
    const of = (filter: string, tag: string) => {
      const parsed = parseFilter(filter)
      return parsed.ok && parsed.matches(tag)
    }
    expect(of('*', '.hidden')).toBe(true)
    expect([of('/^V1/i', 'v1'), of('/^V1/', 'v1')]).toEqual([true, false])
  })
  it.each(['/(a*)*/', '/(a{2}){3}/', '/(a)\\1/'])('refuses %s', (filter) => {
    expect(parseFilter(filter).ok).toBe(false)
  })
  it('that is wrong selects nothing, and says so', () => {
    const refused = parseFilter('/(a+)+/')
    expect(readList(['a'], { reference: 'x', filter: '/(a+)+/' })).toEqual(refused)
  })
})
