import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSnapshot } from '../../sources/snapshot'
import { advise } from './advise'
import { markPredicted } from './predicted'

describe('markPredicted', () => {
  const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const tags = sample.images
    .filter(({ reference }) => reference.startsWith('localhost:5000/docker-layer-base-linked:'))
    .map((image) => ({ tag: image.reference.slice(-5), image }))
  const advised = advise(tags)

  it('marks the bytes of the strategy that was never built, and no other figure', () => {
    if ('none' in advised) throw new Error('the recorded fixed base has advice')
    const { strategies } = markPredicted(advised.report, 1)
    expect(strategies[0]).toEqual(advised.report.strategies[0])
    const [first] = strategies[1]?.tags ?? []
    expect(first?.cells.local).toMatchObject({ kind: 'estimate', why: { code: 'predicted' } })
    expect(first?.cells.layers?.kind).toBe('exact')
    expect(strategies[1]?.cells['registry-disk']).toMatchObject({ kind: 'estimate' })
  })
})
