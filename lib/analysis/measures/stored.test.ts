import { describe, expect, it } from 'vitest'
import { QUESTION, sampleFacts } from '../../document/cards/sample-facts.testing'
import { type Cell, exact, numberCell, unknown } from '../cell'
import { compareReport } from '../compare/report'
import { savedBytes } from './saved'

function numberOf(found: Cell | undefined): number {
  const cell = numberCell(found)
  return cell && cell.kind !== 'unknown' ? cell.value : Number.NaN
}

describe('what is stored so far', () => {
  it('is at the last tag what the series stores, and never shrinks', () => {
    for (const { tags, cells } of compareReport(QUESTION, sampleFacts()).strategies) {
      for (const [own, whole] of [
        ['registry-so-far', 'registry-disk'],
        ['host-so-far', 'host-disk'],
      ] as const) {
        expect(tags.at(-1)?.cells[own]).toEqual(cells[whole])
        const values = tags
          .map((tag) => tag.cells[own])
          .map((cell) => (cell && 'value' in cell ? cell.value : NaN))
        expect(values).toEqual(values.toSorted((a, b) => Number(a) - Number(b)))
      }
    }
  })

  it('is on a containerd host the blobs and the snapshots, and on one that discards blobs the snapshots', () => {
    const lastOf = (rule: 'containerd' | 'prefix-only') =>
      compareReport({ ...QUESTION, rule }, sampleFacts()).strategies.map(({ tags, cells }) => {
        return { own: tags.at(-1)?.cells['host-so-far'], cells }
      })
    for (const { own, cells } of lastOf('containerd')) {
      expect(own).toEqual(cells['host-total'])
      const sum = numberOf(cells['host-disk']) + numberOf(cells['host-content'])
      expect([numberOf(own), numberOf(own) > numberOf(cells['host-disk'])]).toEqual([sum, true])
    }
    for (const { own, cells } of lastOf('prefix-only')) expect(own).toEqual(cells['host-disk'])
  })

  it('is not known from a tag on that could not be read', () => {
    const facts = sampleFacts()
    const [one] = facts.series
    const tags = one!.tags.map((tag, at) => (at === 1 ? { tag: tag.tag, failures: [] } : tag))
    const [strategy] = compareReport(QUESTION, { ...facts, series: [{ ...one!, tags }] }).strategies
    const kinds = strategy?.tags.map(({ cells }) => cells['registry-so-far']?.kind)
    expect(kinds).toEqual(['exact', undefined, 'unknown', 'unknown'])
    const why = { code: 'incomplete', data: { missing: 1, total: 3 } } as const
    expect(strategy?.tags[2]?.cells['host-so-far']).toEqual(unknown('bytes', why))
  })
})

describe('savedBytes', () => {
  const guess = { kind: 'estimate', value: 4, unit: 'bytes', why: { code: 'inferred' } } as const
  const none = unknown('bytes', { code: 'no-registry' })
  it.each([
    [exact(10, 'bytes'), exact(3, 'bytes'), exact(7, 'bytes')],
    [exact(10, 'bytes'), guess, { ...guess, value: 6 }],
    [exact(10, 'bytes'), none, none],
    [none, guess, none],
  ])('of %o and %o', (uncached, cached, saved) => expect(savedBytes(uncached, cached)).toEqual(saved))
})
