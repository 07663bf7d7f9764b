import { describe, expect, it } from 'vitest'
import type { CompareReport, StrategyProblem, StrategyReport, TagReport } from '../analysis/report'
import { missingParts, missingPull, missingSource } from './link-missing'

const kind = { kind: 'empty', sharedLayers: 0, chainedPairs: 0, pairs: 0, changesAt: [], bases: [] } as const
const image = { presentIn: [], readAt: '', stepsFrom: 'config', layers: [], reused: [] } as const

function tag(name: string, given: Partial<TagReport> = { image }): TagReport {
  return { tag: name, reference: name, failures: [], cells: {}, ...given }
}

function strategy(
  reference: string,
  tags: readonly TagReport[],
  ...problems: StrategyProblem[]
): StrategyReport {
  return { input: { reference }, name: reference, colour: 0, kind, cells: {}, tags, tagsFound: 0, problems }
}

function report(
  strategies: readonly StrategyReport[],
  cache: CompareReport['cache'] = 'earlier',
): CompareReport {
  return {
    at: '',
    source: 'live',
    rule: 'classic',
    ruleFrom: 'default',
    cache,
    basis: 'transfer',
    strategies,
    rows: [],
    layers: [],
    verdicts: [],
    notes: [],
  }
}

const gone = { code: 'not-found', at: 'localhost:5000', what: 'app' } as const
const silent = { code: 'timeout', at: 'localhost:5000', seconds: 10 } as const

describe('missingParts', () => {
  it.each<[string, StrategyReport, ReturnType<typeof missingParts>]>([
    ['nothing of what is there', strategy('localhost:5000/app', [tag('0.0.1')]), []],
    [
      'a tag by its name',
      strategy('localhost:5000/app:0.0.9', [], { code: 'nothing-matches', found: 4 }),
      [{ code: 'tag', repository: 'localhost:5000/app', tags: ['0.0.9'] }],
    ],
    [
      'a repository',
      strategy('localhost:5000/app', [], { code: 'source', source: 'registry', failure: gone }),
      [{ code: 'repository', repository: 'localhost:5000/app' }],
    ],
    [
      'a repository without tags',
      strategy('redis', [], { code: 'no-tags' }),
      [{ code: 'repository', repository: 'redis' }],
    ],
    [
      'of a registry that does not answer',
      strategy('localhost:5000/app', [], { code: 'source', source: 'registry', failure: silent }),
      [
        {
          code: 'problem',
          name: 'localhost:5000/app',
          problem: { code: 'source', source: 'registry', failure: silent },
        },
      ],
    ],
    [
      'a tag that is listed and gone',
      strategy('localhost:5000/app', [tag('1'), tag('2', { failures: [gone] })]),
      [{ code: 'tag', repository: 'localhost:5000/app', tags: ['2'] }],
    ],
    [
      'nothing of a source that is down while another has the tags',
      strategy('redis', [tag('1')], { code: 'source', source: 'registry', failure: silent }),
      [],
    ],
    [
      'nothing of what cannot be read: that is said elsewhere',
      strategy('A B', [], { code: 'bad-reference', text: 'A B' }),
      [],
    ],
    ['nothing of a plan', strategy('plan:chained', [], { code: 'no-tags' }), []],
  ])('names %s', (_, given, expected) => {
    expect(missingParts(report([given]))).toEqual(expected)
  })

  it('names tags of the cache set that no strategy has, the first of many', () => {
    const there = [strategy('a', [tag('1')]), strategy('b', [tag('2')])]
    expect(missingParts(report(there, 'tags:1,2'))).toEqual([])
    expect(missingParts(report(there, 'tags:1,9'))).toEqual([{ code: 'cache', tags: ['9'], more: 0 }])
    const named = [strategy('app', [tag('1.2.3', { image, aliases: ['latest'] })])]
    expect(missingParts(report(named, 'tags:latest'))).toEqual([])
    expect(missingPull(report(named), { ps: 0, pt: 'latest', pf: '1.2.3' })).toEqual([])
    const many = Array.from({ length: 20 }, (_, index) => `x${index}`).join(',')
    expect(missingParts(report(there, `tags:${many}`))).toMatchObject([{ more: 12 }])
  })
})

describe('missingPull', () => {
  const compare = report([strategy('a', [tag('1'), tag('2', {})])])

  it('names the tags of a pull that its strategy has not', () => {
    expect(missingPull(compare, { ps: 0, pt: '1', pf: '' })).toEqual([])
    expect(missingPull(compare, { ps: 0, pt: '2', pf: '9' })).toEqual([
      { code: 'tag', repository: 'a', tags: ['2', '9'] },
    ])
    expect(missingPull(compare, { ps: 3, pt: '9', pf: null })).toEqual([])
  })
})

describe('missingSource', () => {
  it('names the file that a link opens', () => {
    expect(missingSource('archive:saved', { ...gone, at: 'saved' })).toEqual([
      { code: 'file', kind: 'archive', name: 'saved' },
    ])
    expect(missingSource('auto', gone)).toEqual([])
    expect(missingSource('archive:saved', undefined)).toEqual([])
  })
})

describe('what is missing of several', () => {
  const missing = (name: string) => tag(name, { failures: [silent, gone] })
  it('is named up to eight tags, of those that are gone alone', () => {
    const names = Array.from({ length: 9 }, (_, index) => `${index}`)
    const failing = tag('x', { failures: [silent] })
    const stale = tag('y', { image, failures: [gone] })
    const [part] = missingParts(report([strategy(' redis ', [failing, stale, ...names.map(missing)])]))
    expect(part).toEqual({ code: 'tag', repository: 'redis', tags: names.slice(0, 8) })
  })

  it('is named of a cache set, with how many more, unless no strategy has a tag', () => {
    const names = Array.from({ length: 10 }, (_, index) => `t${index}`)
    const [part] = missingParts(report([strategy('redis', [tag('1')])], `tags:${names.join()}`))
    expect(part).toEqual({ code: 'cache', tags: names.slice(0, 8), more: 2 })
    expect(missingParts(report([strategy('redis', [])], 'tags:1'))).toEqual([])
  })

  it('of a pull is a tag that was not read, while any was', () => {
    const found = report([strategy('redis', [tag('1'), missing('2')])])
    const pull = { ps: 0, pt: '2', pf: '1' }
    expect(missingPull(found, pull)).toEqual([{ code: 'tag', repository: 'redis', tags: ['2'] }])
    expect(missingPull(report([strategy('redis', [missing('2')])]), pull)).toEqual([])
    expect(missingPull(found, { ...pull, ps: 1 })).toEqual([])
  })

  it('of a source that fails is reported as its failure', () => {
    expect(missingSource('archive:a.tar', silent)).toEqual([
      { code: 'problem', name: 'a.tar', problem: { code: 'source', source: 'archive', failure: silent } },
    ])
    expect(missingSource('auto', silent)).toEqual([])
  })
})
