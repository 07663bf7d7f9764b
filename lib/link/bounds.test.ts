import { describe, expect, it } from 'vitest'
import { PLAN_STRATEGIES, type Plan } from '../analysis/planner/plan'
import { toDownloadsInput } from './downloads-state'
import { cutLink, linkProblems } from './link-problems'
import { loadPage } from './pages'
import { MAX_PARAM, parseAsFlag, parseAsNumberWithin, parseAsReference, parseAsText } from './params'
import { formatPlan } from './plan-param'
import { fieldsOf, planOf, toPlannedInput } from './planner-state'
import { sheetParsers } from './report-state'
import { formatStrategy, MAX_STRATEGIES, parseStrategy } from './strategy-param'
import { tagParsers } from './tag-state'
import { viewParsers } from './view-state'

const longest = (start: string) => start.padEnd(MAX_PARAM, 'a')
const tooLong = (start: string) => `${longest(start)}a`
const withStrategies = (given: readonly string[]) => new URLSearchParams(given.map((text) => ['s', text]))

describe('a value of a link', () => {
  it('may have 1000 characters', () => {
    const { source, cache } = viewParsers
    expect(parseAsText.parse(longest(''))).toHaveLength(MAX_PARAM)
    expect(parseAsText.parse(tooLong(''))).toBeNull()
    expect(source.parse(longest('snapshot:'))).toHaveLength(MAX_PARAM)
    expect(source.parse(tooLong('snapshot:'))).toBeNull()
    expect(cache.parse(longest('tags:'))).toHaveLength(MAX_PARAM)
    expect(cache.parse(tooLong('tags:'))).toBeNull()
    expect(tagParsers.open.parse(longest(''))).toHaveLength(1)
    expect(tagParsers.open.parse(tooLong(''))).toBeNull()
    expect(sheetParsers.tags.parse(longest('app,').replaceAll('aa', 'a,').slice(0, MAX_PARAM))).not.toBeNull()
    expect(sheetParsers.tags.parse('a,'.repeat(MAX_PARAM / 2 + 1))).toBeNull()
    const given = withStrategies(['', longest('a;name='), tooLong('a;name='), 'b'])
    expect(loadPage('compare', given).s.map(({ reference }) => reference)).toEqual(['a', 'b'])
    expect(linkProblems('compare', new URLSearchParams({ s: longest('a;name=') }))).toEqual([])
    expect(linkProblems('compare', new URLSearchParams({ s: longest('a;odd') }))).toMatchObject([
      { code: 'bad-part', strategy: 'a' },
    ])
    expect(linkProblems('tag', new URLSearchParams({ q: longest('') }))).toEqual([])
    const both = new URLSearchParams([
      ['s', tooLong('a;name=')],
      ['s', 'b;odd'],
    ])
    expect(linkProblems('compare', both)).toEqual([
      { code: 'too-long', name: 's' },
      { code: 'bad-part', text: 'odd', strategy: 'b' },
    ])
  })

  it('is compared with the default by all that it says', () => {
    const { sort } = viewParsers
    const by = { key: 'local', descending: true } as const
    expect(sort.eq(by, { ...by })).toBe(true)
    expect(sort.eq(by, { ...by, descending: false })).toBe(false)
    expect(sort.eq(by, { ...by, key: 'version' })).toBe(false)
    expect(viewParsers.s.eq([{ reference: 'a' }], [{ reference: 'a', order: 'version' }])).toBe(true)
    expect(viewParsers.s.eq([{ reference: 'a' }], [{ reference: 'b' }])).toBe(false)
    expect(sheetParsers.tags.eq(['a', 'b'], ['a', 'b'])).toBe(true)
    expect(sheetParsers.tags.eq(['a', 'b'], ['b', 'a'])).toBe(false)
    expect(tagParsers.open.eq(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(tagParsers.open.eq(['a', 'b'], ['b', 'c'])).toBe(false)
    expect(tagParsers.open.eq(['a', 'b'], ['a'])).toBe(false)
  })

  it('is a number within its bounds, a flag, or none', () => {
    const { parse } = parseAsNumberWithin(1, 5)
    expect(['0', '1', '2.5', '5', '6', 'x', ''].map((text) => parse(text))).toEqual([
      1,
      1,
      2.5,
      5,
      5,
      null,
      null,
    ])
    expect(parseAsNumberWithin(1, 5, true).parse('2.5')).toBe(3)
    expect(['true', 'false', '1'].map((text) => parseAsFlag.parse(text))).toEqual([true, false, null])
    expect(
      ['redis:7', 'Not One', `a${'/a'.repeat(MAX_PARAM)}`].map((text) => parseAsReference.parse(text)),
    ).toEqual(['redis:7', null, null])
  })

  it('opens directories with those that they lie in, and none without a name', () => {
    expect(tagParsers.open.parse('usr/share/doc,etc')).toEqual(['usr', 'usr/share', 'usr/share/doc', 'etc'])
    expect(tagParsers.open.parse('/a,')).toEqual(['/a'])
    expect(tagParsers.open.parse('')).toBeNull()
  })

  it('lists the references that can be read', () => {
    expect(loadPage('report', 'tags=redis:7,Not One,,app').tags).toEqual(['redis:7', 'app'])
    expect(sheetParsers.tags.parse('Not One')).toBeNull()
  })
})

describe('figures of a link that ask the server', () => {
  it('are whole and within bounds', () => {
    expect(loadPage('downloads', 'ps=9&keep=1e9&conc=0&lat=-1&empty=101')).toMatchObject({
      ...{ ps: 5, keep: 10_000, conc: 1, lat: 0, empty: 100 },
    })
    const state = loadPage('downloads', 's=a')
    expect(toDownloadsInput({ ...state, keep: -1, ahead: 2.7, drop: 1e9 })).toMatchObject({
      keep: 0,
      ahead: 2,
      drop: 10_000,
    })
  })
})

describe('a strategy of a link', () => {
  it('skips parts without a name or a value', () => {
    expect(parseStrategy('a;=b;name=;x=1;tags=v*;from=f;take=-2;order=name;colour=5')).toEqual({
      reference: 'a',
      filter: 'v*',
      from: 'f',
      take: -2,
      order: 'name',
      colour: 5,
    })
    expect(formatStrategy({ reference: 'a', order: 'version', take: 0, name: '', filter: '' })).toBe('a')
  })
})

describe('a link that is too long', () => {
  const filler = 'x'.repeat(MAX_PARAM)
  const cut = (...pairs: [string, string][]) => {
    const all = [...pairs, ...Array.from({ length: 5 }, () => ['odd', filler])]
    const kept = cutLink('compare', `${new URLSearchParams(all)}`)
    return kept && [...kept].map(([name, value]) => `${name} ${value}`)
  }

  it('keeps one of each parameter, and as many strategies as are shown', () => {
    const strategies = Array.from({ length: MAX_STRATEGIES + 1 }, (_, index): [string, string] => [
      's',
      `${index}`,
    ])
    expect(cut(['basis', 'unpacked'], ['basis', 'transfer'], ...strategies)).toEqual([
      'basis unpacked',
      ...strategies.slice(0, MAX_STRATEGIES).map((pair) => pair.join(' ')),
      'cut basis,s,others',
    ])
  })

  it('loses what it says was lost before, and stays when nothing has to go', () => {
    expect(cut(['cut', 'x'], ['z', 'packed'])).toEqual(['cut z,others'])
    expect(cutLink('compare', 's=a&'.repeat(3))).toBeUndefined()
    const long = withStrategies(Array.from({ length: MAX_STRATEGIES }, () => filler.slice(1)))
    expect(cutLink('compare', `${long}`)).toBeUndefined()
  })
})

describe('plans of a link', () => {
  const plan: Plan = {
    strategy: 'chained',
    baseBytes: 200e6,
    packagesBytes: 300e6,
    appBytes: 4e6,
    releases: 5,
    ratio: { base: 0.5, packages: 0.25, app: 0.125 },
    app: 'replaces',
    baseEvery: 2,
    packagesEvery: 3,
    removeAtEnd: true,
  }

  it('come back from the fields that stand for them', () => {
    expect(planOf({ ...loadPage('planner', ''), ...fieldsOf(plan) }, 'chained')).toEqual(plan)
    const { app: _, baseEvery: __, packagesEvery: ___, removeAtEnd: ____, ...bare } = plan
    const usual = { app: 'adds', baseEvery: 0, packagesEvery: 0, removeAtEnd: false }
    expect(planOf({ ...loadPage('planner', ''), ...fieldsOf(bare) }, 'chained')).toEqual({
      ...bare,
      ...usual,
    })
    expect(formatPlan(bare)).toBe(
      'plan:chained,base=200000000,packages=300000000,app=4000000,releases=5,ratio=0.5/0.25/0.125',
    )
  })

  it('stand before measured strategies, as many as fit', () => {
    const kinds = PLAN_STRATEGIES.slice(0, 2)
    const state = { ...loadPage('planner', withStrategies(['a', 'b', 'c', 'd', 'e'])), kinds: [...kinds] }
    const { strategies } = toPlannedInput(state, (strategy) => `the ${strategy}`)
    expect(strategies.map(({ reference, name }) => name ?? reference)).toEqual([
      ...kinds.map((kind) => `the ${kind}`),
      'a',
      'b',
      'c',
      'd',
    ])
    expect(strategies[0]?.reference).toBe(formatPlan(planOf(state, kinds[0]!)))
  })

  it('can be read when they are sound', () => {
    const problems = (reference: string) => linkProblems('compare', new URLSearchParams({ s: reference }))
    expect(problems(formatPlan(plan))).toEqual([])
    expect(problems(formatPlan({ ...plan, releases: 0 }))).toMatchObject([{ code: 'bad-strategy' }])
  })

  it('are shown with six strategies at most, and what is wrong with those', () => {
    const search = withStrategies(Array.from({ length: 7 }, (_, index) => `a;odd${index}`))
    expect(linkProblems('compare', search)).toHaveLength(1 + MAX_STRATEGIES)
  })
})
