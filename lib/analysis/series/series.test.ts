import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { alignRows } from './align'
import { kindOf } from './kind'
import { orderTags, parseFilter, selectTags } from './select'

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

describe('selectTags', () => {
  it('takes the last n after filter and order', () => {
    const selection = selectTags(tags('3', '1', '2', 'x'), { reference: 'a', filter: '[0-9]', take: -2 })
    expect(selection.ok && names(selection.tags)).toEqual(['2', '3'])
  })
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

  it('names the tags where a mixed series changes', () => {
    expect(kind('ab', 'abc', 'ad', 'ade').changesAt).toEqual(['3', '4'])
  })
})

describe('alignRows', () => {
  it('lays equal tags side by side and leaves gaps', () => {
    expect(
      alignRows([
        ['1', '2'],
        ['2', '3'],
      ]),
    ).toEqual([
      { label: '1', tags: [0, null] },
      { label: '2', tags: [1, 0] },
      { label: '3', tags: [null, 1] },
    ])
  })
  it('aligns by position when no name is shared', () => {
    expect(alignRows([['1', '2'], ['a']])).toEqual([
      { label: '1 / a', tags: [0, 0] },
      { label: '2', tags: [1, null] },
    ])
  })
  it('holds every tag of every series exactly once', () => {
    const tagList = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5'))
    fc.assert(
      fc.property(fc.array(tagList, { minLength: 1, maxLength: 4 }), (lists) => {
        const rows = alignRows(lists)
        lists.forEach((list, strategy) => {
          const used = rows.map((row) => row.tags[strategy]).filter((index) => index !== null)
          expect(used.toSorted()).toEqual(list.map((_, index) => index))
        })
      }),
    )
  })
})
