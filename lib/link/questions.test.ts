import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '../analysis/pull/rules'
import { downloadsSearch, pullParsers, pullSearch, storageParsers, toDownloadsInput } from './downloads-state'
import { loadPage } from './pages'
import type { Strict } from './params'
import { seriesParsers, seriesSearch, toAdviceInput } from './planner-state'
import { drawnFor, questionOf, sheetParsers } from './report-state'
import { tagLink, toImageInput } from './tag-state'
import { compareSearch, SORT_KEYS, toCompareInput } from './view-state'

const auto = { rule: 'auto', source: 'auto', platform: undefined } as const
const usual = { ...auto, basis: 'transfer', cache: 'earlier' } as const
const chosen = 's=a&s=b&basis=unpacked&rule=containerd&cache=none&platform=linux%2Farm64&source=sample'
const asked = {
  ...{ strategies: [{ reference: 'a' }, { reference: 'b' }], basis: 'unpacked', rule: 'containerd' },
  ...{ cache: 'none', platform: 'linux/arm64', source: 'sample' },
}

describe('the question of a link', () => {
  it('is what the page shows, and is written as it was read', () => {
    const compare = toCompareInput(loadPage('compare', chosen))
    expect(compare).toEqual(asked)
    expect(compareSearch(compare)).toBe(`?${chosen.replace('%2F', '/')}`)
    expect(toCompareInput(loadPage('compare', ''))).toEqual({ ...usual, strategies: [] })
    const downloads = toDownloadsInput(loadPage('downloads', `${chosen}&keep=2&ahead=4&drop=0`))
    expect(downloads).toEqual({ ...asked, keep: 2, ahead: 4, drop: 0 })
    expect(downloadsSearch(downloads)).toBe(`?${chosen.replace('%2F', '/')}&keep=2&ahead=4&drop=0`)
    expect(Object.keys(storageParsers)).toEqual(
      expect.arrayContaining(['s', 'basis', 'platform', 'keep', 'ahead', 'drop']),
    )
  })

  it('asks for the rule of the host that is named, unless for another one', () => {
    const ruleOf = (search: string) => toCompareInput(loadPage('compare', search)).rule
    expect(ruleOf('profile=soci')).toBe('prefix-only')
    expect(ruleOf('profile=overlay2&rule=containerd')).toBe('containerd')
    expect(ruleOf('profile=none')).toBe('auto')
    // What links said before there were profiles.
    for (const rule of RULE_IDS) expect(ruleOf(`rule=${rule}`)).toBe(rule)
    expect(toAdviceInput(loadPage('planner', 'profile=containerd')).rule).toBe('containerd')
    expect(toDownloadsInput(loadPage('downloads', 'profile=discarding')).rule).toBe('prefix-only')
  })

  it('has six strategies at most', () => {
    const state = { ...loadPage('compare', ''), s: Array.from({ length: 7 }, () => ({ reference: 'a' })) }
    expect(toCompareInput(state).strategies).toHaveLength(6)
  })

  it('is of one series where one is asked', () => {
    const strategy = { reference: 'a', name: 'A' }
    expect(pullSearch({ ...usual, strategy, tag: '1' })).toBe('?s=a;name=A&tag=1')
    expect(seriesSearch({ ...auto, strategy })).toBe('?s=a;name=A')
    for (const { s } of [pullParsers, seriesParsers]) expect(s).toMatchObject({ required: true })
    expect((pullParsers.tag as unknown as Strict).refusal('')).toContain('>=1')
    const advice = { strategy: { reference: 'b' }, rule: 'classic', platform: 'linux/arm', source: 'sample' }
    const link = 'advise=b&rule=classic&platform=linux/arm&source=sample&s=a'
    expect(toAdviceInput(loadPage('planner', link))).toEqual(advice)
    expect(toAdviceInput(loadPage('planner', ''))).toEqual({ ...auto, strategy: { reference: '' } })
  })

  it('is of one image on the page of a tag', () => {
    const reference = { host: 'docker.io', repository: 'library/redis', tag: '7' }
    expect(toImageInput(loadPage('tag', 'ref=redis:7'))).toMatchObject({ reference, source: 'auto' })
    const arm = toImageInput(loadPage('tag', 'ref=redis:7&platform=linux/arm'))
    expect(arm?.platform).toBe('linux/arm')
    expect(toImageInput(loadPage('tag', 'ref=Not One'))).toBeUndefined()
    expect(tagLink({ ref: 'redis:7' })).toBe('/tag?ref=redis:7')
  })

  it('decides what notes belong to, and with its looks what is drawn', () => {
    const state = loadPage('report', 's=a&units=binary&lang=ko&title=T&keep=2')
    expect(questionOf(state)).toBe('?s=a')
    expect(drawnFor(state)).toBe('?s=a&units=binary&lang=ko')
  })

  it('leaves out sections of a report by their names alone', () => {
    expect(loadPage('report', 'hide=total,1st,layer-chains,Not').hide).toEqual(['total', 'layer-chains'])
    expect(sheetParsers.tags.serialize(['a', 'b'])).toBe('a,b')
  })

  it('sorts by each column that can be, from the smallest or the largest', () => {
    expect(SORT_KEYS[0]).toBe('version')
    expect(new Set(SORT_KEYS).size).toBe(SORT_KEYS.length)
    for (const key of SORT_KEYS) {
      expect(loadPage('compare', `sort=${key}`).sort).toEqual({ key, descending: false })
      expect(loadPage('compare', `sort=-${key}`).sort).toEqual({ key, descending: true })
    }
    expect(loadPage('compare', 'sort=--version').sort).toEqual({ key: 'version', descending: false })
  })
})
