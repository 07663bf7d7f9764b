import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { layerLimit } from './layer-limit'

const NOW = new Date('2026-03-01T00:00:00Z')

/** Images with as many layers, made at these times. */
const grown = (...tags: readonly (readonly [layers: number, created?: string])[]) =>
  tags.map(([layers, created], index) => ({
    ...madeImage(
      `localhost/x:${index}`,
      Array.from({ length: layers }, (_, layer) => ({ name: `${layer}` })),
    ),
    created,
  }))

describe('layerLimit', () => {
  it('tells releases left and the day of the last one that fits', () => {
    const images = grown(
      [115, '2026-02-01T00:00:00Z'],
      [117, '2026-02-11T00:00:00Z'],
      [119, '2026-02-21T00:00:00Z'],
    )
    expect(layerLimit(images, NOW, 'classic')).toEqual({
      layers: 119,
      limit: 125,
      perRelease: 2,
      perDay: 0.2,
      releasesLeft: {
        kind: 'estimate',
        value: 3,
        unit: 'releases',
        why: { code: 'pace', data: { layers: 2 } },
      },
      date: { kind: 'at', date: '2026-03-23T00:00:00.000Z', daysPerRelease: 10 },
    })
  })

  it('does not promise a release in the past', () => {
    const images = grown([122, '2025-01-01T00:00:00Z'], [123, '2025-01-02T00:00:00Z'])
    expect(layerLimit(images, NOW, 'classic')?.date).toMatchObject({ date: '2026-03-02T00:00:00.000Z' })
  })

  it.each([
    { name: 'the layers do not grow', why: 'no-growth', images: grown([5, '2026-01-01'], [5, '2026-01-02']) },
    { name: 'there is one tag', why: 'no-growth', images: grown([5, '2026-01-01']) },
    { name: 'nothing more fits', why: 'reached', images: grown([120, '2026-01-01'], [125, '2026-01-02']) },
    { name: 'no tag tells its time', why: 'no-times', images: grown([5], [6, 'soon']) },
    {
      name: 'builds are reproducible',
      why: 'no-times',
      images: grown([5, '0001-01-01T00:00:00Z'], [6, '1970-01-01T00:00:00Z'], [7, '1980-01-01T00:00:01Z']),
    },
    {
      name: 'all tags have one time',
      why: 'times-stand-still',
      images: grown([5, '2026-01-01'], [6, '2026-01-01']),
    },
    {
      name: 'it lies beyond the calendar',
      why: 'too-far',
      images: grown([1, '2013-01-02'], [2, '9999-01-01']),
    },
  ])('has no date when $name', ({ why, images }) => {
    expect(layerLimit(images, NOW, 'classic')?.date).toEqual({ kind: 'none', why })
  })

  it('has nothing to say of a store whose limit differs from host to host', () =>
    expect(layerLimit(grown([5, '2026-01-01']), NOW, 'containerd')).toBeUndefined())

  it('has nothing to say of no images', () => expect(layerLimit([], NOW, 'classic')).toBeUndefined())

  it('never names a day before today, and always one that fits the releases left', () => {
    const tag = fc.tuple(
      fc.integer({ min: 0, max: 130 }),
      fc.date({ min: new Date('2013-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }),
    )
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1, maxLength: 6 }), (tags) => {
        const limit = layerLimit(
          grown(...tags.map(([layers, at]) => [layers, at.toISOString()] as const)),
          NOW,
          'classic',
        )
        if (limit?.date.kind !== 'at') return
        expect(Date.parse(limit.date.date)).toBeGreaterThanOrEqual(NOW.getTime())
        expect(limit.releasesLeft).toMatchObject({ kind: 'estimate' })
      }),
    )
  })
})

describe('the pace of a series', () => {
  it('is by the calendar where two tags tell their time, and has none else', () => {
    expect(layerLimit(grown([5, '2026-01-01']), NOW, 'classic')).toMatchObject({
      perRelease: undefined,
      perDay: undefined,
    })
    expect(layerLimit(grown([5], [6, '2026-01-01']), NOW, 'classic')).toMatchObject({
      perRelease: 1,
      perDay: undefined,
    })
    expect(layerLimit(grown([5], [6, '2026-01-01']), NOW, 'classic')?.date).toEqual({
      kind: 'none',
      why: 'no-times',
    })
    expect(layerLimit(grown([5, '2026-01-02'], [6, '2026-01-01']), NOW, 'classic')).toMatchObject({
      perDay: undefined,
      date: { why: 'times-stand-still' },
    })
  })

  it('counts releases between tags that tell their time, those in between included', () => {
    const images = grown([100, '2026-02-01'], [101], [102, '2026-02-21'], [103])
    expect(layerLimit(images, NOW, 'classic')).toMatchObject({
      perRelease: 1,
      perDay: 0.1,
      date: { daysPerRelease: 10 },
    })
  })

  it('has a date for the one release that still fits', () => {
    const images = grown([123, '2026-02-10'], [124, '2026-02-20'])
    expect(layerLimit(images, NOW, 'classic')?.date).toMatchObject({
      kind: 'at',
      date: '2026-03-02T00:00:00.000Z',
    })
    const first = grown([123, '2013-01-01'], [124, '2026-02-20'])
    expect(layerLimit(first, NOW, 'classic')?.date).toMatchObject({ kind: 'at' })
  })
})
