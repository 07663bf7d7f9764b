import { describe, expect, it } from 'vitest'
import type { StrategyProblem, StrategyReport, TagReport } from '../../lib/analysis/report'
import type { SourceFailure } from '../../lib/oci/failure'
import { outcomeOf, sentenceOf } from './troubles'

const GONE: SourceFailure = { code: 'unreachable', at: 'localhost:5000' }

function strategy(tags: readonly TagReport[], problems: readonly StrategyProblem[] = []): StrategyReport {
  return {
    input: { reference: 'a' },
    repository: 'docker.io/library/a',
    name: 'A',
    colour: 0,
    kind: { kind: 'single', sharedLayers: 0, chainedPairs: 0, pairs: 0, changesAt: [], bases: [] },
    cells: {},
    tags,
    tagsFound: tags.length,
    problems,
  }
}

function tag(name: string, read: boolean, failures: readonly SourceFailure[] = []): TagReport {
  const image = { presentIn: [], readAt: '', stepsFrom: 'config', layers: [], reused: [] } as const
  return { tag: name, reference: `a:${name}`, image: read ? image : undefined, failures, cells: {} }
}

describe('outcomeOf', () => {
  it('is whole when every tag was read', () => {
    expect(outcomeOf({ strategies: [strategy([tag('1', true), tag('2', true)])] })).toEqual({
      tags: ['a:1', 'a:2'],
      troubles: [],
      notes: [],
    })
  })

  it('reports tags that were not read, and those that one source alone could give', () => {
    const { tags, troubles } = outcomeOf({
      strategies: [strategy([tag('1', true, [GONE]), tag('2', false, [GONE])])],
    })
    expect(tags).toEqual(['a:1'])
    expect(troubles).toEqual([
      { of: 'a:1', failure: GONE },
      { of: 'a:2', failure: GONE },
    ])
  })

  it('reports once what two strategies of one repository meet', () => {
    const problem: StrategyProblem = { code: 'source', source: 'registry', failure: GONE }
    const { troubles } = outcomeOf({ strategies: [strategy([], [problem]), strategy([], [problem])] })
    expect(troubles).toEqual([{ of: 'docker.io/library/a', problem }])
  })

  it('takes a series that was cut for a note, not for a trouble', () => {
    const problem: StrategyProblem = { code: 'too-many-tags', found: 300, shown: 200 }
    const outcome = outcomeOf({ strategies: [strategy([tag('1', true)], [problem])] })
    expect(outcome.troubles).toEqual([])
    expect(outcome.notes).toEqual([{ of: 'docker.io/library/a', problem }])
  })
})

describe('sentenceOf', () => {
  it('says what happened in the page’s words', () => {
    expect(sentenceOf({ of: 'a:1', failure: GONE }, 'en')).toBe(
      'a:1: No answer from localhost:5000. Is it running, and is the address right?',
    )
    expect(sentenceOf({ of: 'a', problem: { code: 'no-tags' } }, 'en')).toBe('a: The repository has no tags.')
    const layer = { code: 'truncated', detail: '3 bytes' } as const
    expect(sentenceOf({ of: 'sha256:0', layer }, 'en')).toBe('sha256:0: The layer ends too early: 3 bytes.')
  })
})
