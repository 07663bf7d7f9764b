import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStrategyPart, linkProblems, shortened } from './link-problems'
import { PAGES, type PageKey } from './pages'

const of = (page: PageKey, search: string) => linkProblems(page, new URLSearchParams(search))

describe('linkProblems', () => {
  it('finds nothing in a link as a page writes it', () => {
    expect(of('compare', 's=localhost:5000/app;name=A;order=version&s=redis:7&sort=-local&cols=')).toEqual([])
    expect(of('downloads', 'keep=05&bw=2.50&pf=&ps=1&pt=0.0.1')).toEqual([])
    expect(of('planner', 'base=1e3&remove=false&kinds=chained,squashed')).toEqual([])
    expect(of('tag', 'ref=redis&tab=files&open=usr/share&tour=1')).toEqual([])
    expect(of('compare', 's=%20redis%20;;name=A&s=')).toEqual([])
  })

  it.each<[string, PageKey, string, ReturnType<typeof linkProblems>]>([
    [
      'another value than the page knows',
      'compare',
      'basis=zip',
      [{ code: 'bad-value', name: 'basis', text: 'zip', shown: 'transfer' }],
    ],
    [
      'text where a number belongs',
      'downloads',
      'keep=many',
      [{ code: 'bad-value', name: 'keep', text: 'many', shown: '3' }],
    ],
    [
      'a number out of range: the nearest is shown',
      'downloads',
      'keep=-5&hosts=1e99',
      [
        { code: 'bad-value', name: 'hosts', text: '1e99', shown: '1000000000' },
        { code: 'bad-value', name: 'keep', text: '-5', shown: '0' },
      ],
    ],
    [
      'a value with nothing in its place',
      'compare',
      'platform=amiga',
      [{ code: 'bad-value', name: 'platform', text: 'amiga', shown: '' }],
    ],
    [
      'a list of which a part is known',
      'compare',
      'cols=share,odd',
      [{ code: 'bad-value', name: 'cols', text: 'share,odd', shown: 'share' }],
    ],
    [
      'a flag that is none',
      'tag',
      'hidden=1',
      [{ code: 'bad-value', name: 'hidden', text: '1', shown: 'false' }],
    ],
    [
      'the same twice',
      'compare',
      'basis=unpacked&basis=transfer',
      [{ code: 'repeated', name: 'basis', text: 'unpacked' }],
    ],
    ['a parameter that the page does not know', 'tag', 'ref=a&keep=3', [{ code: 'unknown', name: 'keep' }]],
    ['a damaged packed link', 'compare', 'z=abc', [{ code: 'packed' }]],
    ['a packed link that was cut', 'compare', 'cut=z', [{ code: 'packed' }]],
    [
      'what was cut, and then what else is wrong',
      'compare',
      'odd=1&cut=basis,others&basis=zip',
      [
        { code: 'too-long', name: 'basis' },
        { code: 'bad-value', name: 'basis', text: 'zip', shown: 'transfer' },
        { code: 'unknown', name: 'odd' },
        { code: 'others' },
      ],
    ],
    [
      'the same twice, of which the first is wrong',
      'tag',
      'pair=x&pair=1',
      [
        { code: 'bad-value', name: 'pair', text: 'x', shown: '' },
        { code: 'repeated', name: 'pair', text: 'x' },
      ],
    ],
    ['text beyond bounds', 'tag', `q=${'x'.repeat(2000)}`, [{ code: 'too-long', name: 'q' }]],
    ['too many strategies', 'compare', 's=a&'.repeat(8), [{ code: 'too-many', given: 8, shown: 6 }]],
    [
      'a strategy that names no repository',
      'compare',
      's=Not%20A%20Reference;name=A&s=;name=A&s=plan:odd&s=plan:chained,base=x',
      [
        { code: 'bad-strategy', text: 'Not A Reference' },
        { code: 'bad-strategy', text: ';name=A' },
        { code: 'bad-strategy', text: 'plan:odd' },
        { code: 'bad-strategy', text: 'plan:chained,base=x' },
      ],
    ],
    [
      'damaged parts of a strategy',
      'compare',
      's=a;take=0;colour=9;name=50%25;odd',
      [
        { code: 'bad-part', text: 'take=0', strategy: 'a' },
        { code: 'bad-part', text: 'colour=9', strategy: 'a' },
        { code: 'bad-part', text: 'odd', strategy: 'a' },
      ],
    ],
  ])('tells %s', (_, page, search, problems) => {
    expect(of(page, search)).toEqual(problems)
  })

  it('accepts anything', () => {
    const names = fc.constantFrom(
      ...new Set(PAGES.flatMap(({ parsers }) => Object.keys(parsers))),
      '__proto__',
      'cut',
    )
    const pair = fc.tuple(fc.oneof(names, fc.string()), fc.string({ unit: 'binary' }))
    const pages = fc.constantFrom(...PAGES.map(({ key }) => key))
    fc.assert(
      fc.property(pages, fc.array(pair), (page, pairs) => {
        for (const problem of linkProblems(page, new URLSearchParams(pairs))) {
          for (const text of Object.values(problem)) expect(String(text).length).toBeLessThanOrEqual(60)
        }
      }),
    )
  })
})

describe('shortened', () => {
  it('takes out what is not seen or turns text round, and cuts', () => {
    expect(shortened('a\u202Eb\nc')).toBe('a·b·c')
    expect(shortened('x'.repeat(60))).toBe('x'.repeat(60))
    expect(shortened('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
  })
})

describe('isStrategyPart', () => {
  it('knows what a strategy may have behind its reference', () => {
    const parts = ['name=A', 'colour=0', 'order=name', 'take=-5', 'tags=1.*', 'from=a']
    expect(parts.filter(isStrategyPart)).toEqual(parts)
    expect(
      ['', 'name', 'names', '=a', 'name=', 'order=size', 'reference=a', 'colour=6', 'take=0'].filter(
        isStrategyPart,
      ),
    ).toEqual([])
  })
})
