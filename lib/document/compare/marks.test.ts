import { describe, expect, it } from 'vitest'
import { estimate, exact, unknown } from '../../analysis/cell'
import type { TagReport } from '../../analysis/report'
import { marksOf } from './marks'
import { createdText, differenceOf } from './rows'

const tag = (image: Partial<NonNullable<TagReport['image']>>, moved?: TagReport['moved']): TagReport => ({
  tag: '1',
  reference: 'app:1',
  image: {
    presentIn: ['daemon', 'registry'],
    readAt: '2026-01-01T00:00:00Z',
    stepsFrom: 'config',
    layers: [],
    reused: [],
    ...image,
  },
  moved,
  failures: [],
  cells: {},
})

describe('marksOf', () => {
  it.each([
    ['where else it is only', tag({ presentIn: ['registry'] }), true, [{ code: 'registryOnly' }]],
    ['nothing of an ordinary tag', tag({}), true, []],
    ['where it is only', tag({ presentIn: ['daemon'] }), true, [{ code: 'localOnly' }]],
    ['not where it is when all are there', tag({ presentIn: ['registry'] }), false, []],
    ['that steps are inferred', tag({ stepsFrom: 'inferred' }), false, [{ code: 'inferred' }]],
    [
      'that it moved, with short digests',
      tag({}, { daemon: `sha256:${'a'.repeat(64)}`, registry: `sha256:${'b'.repeat(64)}` }),
      false,
      [{ code: 'moved', data: { daemon: `sha256:${'a'.repeat(12)}`, registry: `sha256:${'b'.repeat(12)}` } }],
    ],
  ])('tells %s', (_, report, places, expected) => {
    expect(marksOf(report, places)).toEqual(expected)
  })
})

describe('differenceOf', () => {
  it.each([
    ['the spread and how many times', [exact(1, 'bytes'), exact(4, 'bytes')], '3B', '4×'],
    ['no times that are as good as one', [exact(1000, 'bytes'), exact(1004, 'bytes')], '4B', undefined],
    ['times above one', [exact(1000, 'bytes'), exact(1006, 'bytes')], '6B', '1.01×'],
    ['no times that are printed as one', [exact(1000, 'bytes'), exact(1005, 'bytes')], '5B', undefined],
    ['no times nothing', [exact(0, 'bytes'), exact(4, 'bytes')], '4B', undefined],
    ['an estimate of estimates', [exact(1, 'bytes'), estimate(4, 'bytes', { code: 'pace' })], '≈3B', '4×'],
    ['nothing of one', [exact(1, 'bytes'), unknown('bytes', { code: 'moved' }), undefined], '—', undefined],
  ])('is %s', (_, cells, text, times) => {
    const found = differenceOf(cells, 'decimal', 'unpacked')
    expect([found.text, found.times?.text]).toEqual([text, times])
  })
})

describe('createdText', () => {
  it('says a time once', () => {
    const one = tag({ created: '2022-01-16T05:39:00Z' })
    expect(createdText({ label: '1', tags: [one, one, undefined] })).toBe('2022-01-16 05:39 UTC / —')
  })
})
