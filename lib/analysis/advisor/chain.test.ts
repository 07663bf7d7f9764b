import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { printed, values } from '../planner/compare-plans.testing'
import { advise } from './advise'
import { adviceIn, type Files, file, MB, reasonIn, tagsOf } from './tags.testing'

/** Tags of a chain, each with one layer more, of layers of so many MB. */
function chainOf(first: number, ...sizes: readonly number[]) {
  const layers = sizes.map((size, index) => ({ name: `l${index}`, unpacked: size * MB, transfer: size * MB }))
  return sizes.slice(first - 1).map((_, index) => ({
    tag: `0.0.${index + 1}`,
    image: madeImage(`localhost:5000/overlap:0.0.${index + 1}`, layers.slice(0, first + index)),
  }))
}

describe('advice for a chain', () => {
  it('finds packages that are copied twice by the size of the layers', () => {
    // articles.json, `overlap`.
    const advice = adviceIn(advise(chainOf(2, 231, 557, 570)))
    expect(advice).toMatchObject({
      code: 'copy-once',
      evidence: { by: 'sizes', why: 'no-files' },
      repeats: [{ tags: ['0.0.2'], bytes: 557 * MB }],
      savedHostBytes: 557 * MB,
    })
    expect(printed(advice.report, 0, 'local')).toEqual(['788MB', '1.36GB'])
    expect(printed(advice.report, 1, 'local')).toEqual(['788MB', '801MB'])
    expect(advice.report.strategies[1]!.kind.kind).toBe('chained')
  })

  it('keeps the layers above a copy', () => {
    const advice = adviceIn(advise(chainOf(2, 231, 557, 570, 9, 18)))
    expect(printed(advice.report, 1, 'cached:unpacked')).toEqual(['788MB', '13MB', '9MB', '18MB'])
  })

  it('concludes nothing when most releases are of one size', () => {
    expect(reasonIn(advise(chainOf(2, 231, 50, 51, 52, 50)))).toEqual({ code: 'chained' })
  })

  it('names the files where they are known, and leaves what changed', () => {
    const base: Files = { 'bin/sh': file(231 * MB) }
    const packages: Files = { 'packages/a': file(300 * MB), 'packages/b': file(252 * MB) }
    const first = { ...packages, 'test.txt': file(5 * MB, '1') }
    const second = { ...packages, 'test.txt': file(18 * MB, '2') }
    const advice = adviceIn(advise(tagsOf([base, first], [base, first, second])))
    expect(advice).toMatchObject({ code: 'copy-once', evidence: { by: 'files' }, baseLayers: 2 })
    expect(advice.repeats[0]!.paths).toEqual([
      { path: 'packages', directory: true, bytes: 552 * MB, files: 2 },
    ])
    expect(printed(advice.report, 1, 'cached:unpacked')).toEqual(['788MB', '18MB'])
  })

  it('drops a layer that brings nothing new', () => {
    const layers: Files[] = [{ a: file(MB) }, { b: file(9 * MB) }, { b: file(9 * MB) }]
    const advice = adviceIn(advise(tagsOf(layers.slice(0, 2), layers)))
    expect(values(advice.report, 1, 'layers')).toEqual([2, 2])
  })

  it('says when sizes are not known', () => {
    const remote = chainOf(2, 231, 557, 570).map(({ tag, image }) => ({
      tag,
      image: { ...image, layers: image.layers.map((layer) => ({ ...layer, unpacked: undefined })) },
    }))
    expect(reasonIn(advise(remote))).toEqual({ code: 'unknown-sizes', layers: 3 })
  })
})
