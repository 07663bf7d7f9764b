import { describe, expect, it } from 'vitest'
import { EXPORT_PAGES, isPage, loadPage, NAVIGATION, PAGES } from './pages'
import {
  parseAs,
  parseAsCount,
  parseAsNumberWithin,
  parseAsOneOf,
  parseAsPlatform,
  parseAsTextOf,
  required,
  type Strict,
  wordsOf,
} from './params'
import { viewParsers } from './view-state'

const strict = (parser: object) => parser as Strict

describe('a parser', () => {
  const short = parseAsTextOf(3, 2)
  const real = parseAsNumberWithin(1, 5)
  const word = parseAsOneOf(['a', 'b'])
  const odd = parseAs({ read: (text) => (text === 'x' ? null : text) })
  it.each<[string, Pick<Strict, 'refusal'>, readonly [string | undefined, string][]]>([
    [
      'text out of its bounds, or that is none',
      short,
      [
        [undefined, 'Invalid input: expected string, received undefined'],
        ['a', 'Too small: expected string to have >=2 characters'],
        ['abcd', 'Too big: expected string to have <=3 characters'],
      ],
    ],
    ['text that it cannot read', odd, [['x', 'Invalid input: expected string, received undefined']]],
    [
      'a number out of its bounds, or that is none',
      real,
      [
        [undefined, 'Invalid input: expected number, received NaN'],
        ['x1', 'Invalid input: expected number, received NaN'],
        ['0.9', 'Too small: expected number to be >=1'],
        ['5.1', 'Too big: expected number to be <=5'],
      ],
    ],
    [
      'a count with a fraction, or below 0',
      parseAsCount(5),
      [
        ['2.5', 'Invalid input: expected int, received number'],
        ['-1', 'Too small: expected number to be >=0'],
      ],
    ],
    ['another word', word, [['c', 'Invalid option: expected one of "a"|"b"']]],
    ['another platform', parseAsPlatform, [['amiga', 'expected os/architecture']]],
    [
      'another source',
      strict(viewParsers.source),
      [['x', 'expected auto, sample, official, archive:name or snapshot:name']],
    ],
  ])('refuses %s, and says what it expects', (_, parser, refused) => {
    for (const [text, why] of refused) expect(parser.refusal(text)).toBe(why)
  })

  it('refuses nothing that it reads as it is written', () => {
    for (const text of ['ab', 'abc']) expect(short.refusal(text)).toBeUndefined()
    for (const text of ['1', '2.5', '+5', '1e0']) expect(real.refusal(text)).toBeUndefined()
    expect(parseAsCount(5).refusal('0')).toBeUndefined()
    expect(word.refusal('b')).toBeUndefined()
    expect(odd.refusal('')).toBeUndefined()
  })

  it('reads text within its bounds, and writes numbers in full', () => {
    expect(['a', 'ab', 'abc', 'abcd', ''].map(short.parse)).toEqual([null, 'ab', 'abc', null, null])
    expect(odd.parse('x')).toBeNull()
    expect(real.serialize(2.5)).toBe('2.5')
  })

  it('lists its words, and says whether a question needs it', () => {
    expect(wordsOf(word)).toEqual(['a', 'b'])
    expect(wordsOf(real)).toBeUndefined()
    expect(wordsOf(undefined)).toBeUndefined()
    expect(required(word, 'a')).toMatchObject({ required: true, defaultValue: 'a' })
    expect(viewParsers.s).toMatchObject({ most: 6, item: { refusal: expect.any(Function) } })
  })
})

describe('pages', () => {
  const view = {
    s: [],
    basis: 'transfer',
    units: 'decimal',
    profile: 'auto',
    rule: 'auto',
    cache: 'earlier',
    platform: null,
    source: 'auto',
    total: 'both',
    cached: 'both',
    uncached: 'both',
    ...{ tfig: 'bars', cfig: 'bars', ufig: 'first', zoom: null, only: null, scale: 'linear' },
    sort: { key: 'version', descending: false },
    cols: ['difference'],
    ...{ hosts: 100, empty: 10, month: 4 },
    bars: null,
    lang: null,
    theme: null,
  }
  const downloads = {
    ...view,
    ...{ keep: 3, ahead: 10, drop: 1, ps: 0, pt: '', pf: null, bw: 25, lat: 30, disk: 100 },
    ...{ conc: null, part: null, lanes: null, unpack: null },
    ...{ skip: 10, hbw: 125, rbw: null, price: null },
  }
  const report = { ...downloads, title: '', notes: '', hide: [], tags: [] }

  it('have a state without a link', () => {
    expect(loadPage('compare', '')).toEqual(view)
    expect(loadPage('downloads', '')).toEqual(downloads)
    expect(loadPage('report', '')).toEqual(report)
    expect(loadPage('present', '')).toEqual({ ...report, card: '' })
    expect(loadPage('planner', '')).toEqual({
      ...view,
      ...{ basis: 'unpacked', base: 231, packages: 500, app: 1, model: 'adds', remove: true, be: 0, pe: 0 },
      ...{ releases: 4, rb: 40, rp: 40, ra: 40, kinds: ['chained', 'fixed-base'], advise: '' },
    })
    expect(loadPage('tag', '')).toEqual({
      ...{ ref: '', platform: null, source: 'auto', lang: null, theme: null, units: 'decimal' },
      ...{ tab: 'layers', layer: null, scale: 'linear', view: 'union', list: 'tree', sort: 'size', q: '' },
      ...{ hidden: false, along: false, open: [], with: '', pair: null, recorded: false, find: '' },
    })
  })

  it('are known by name, stand in the navigation, and have exports', () => {
    expect(PAGES.map(({ key }) => isPage(key))).not.toContain(false)
    expect(isPage('method')).toBe(false)
    expect(NAVIGATION.map(({ key }) => key)).toEqual(['compare', 'downloads', 'planner', 'report', 'present'])
    expect(EXPORT_PAGES).toEqual(['compare', 'downloads', 'planner', 'tag'])
  })
})
