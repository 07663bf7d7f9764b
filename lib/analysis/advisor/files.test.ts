import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printed, values } from '../planner/compare-plans.testing'
import { advise } from './advise'
import { adviceIn, type Files, file, MB, reasonIn, tagsOf, WHITEOUT, withoutFiles } from './tags.testing'

const base: Files = { 'bin/sh': file(231 * MB) }
const packages: Files = {
  'packages/a': file(300 * MB),
  'packages/b/c': file(250 * MB),
  'srv/lib': file(2 * MB),
}
const app = (version: number): Files => ({
  'srv/app': file(4 * MB, `${version}`),
  'etc/app.conf': file(10),
})

describe('advice for a fixed base of which the files are known', () => {
  const tags = tagsOf(...[1, 2, 3].map((version) => [base, { ...packages, ...app(version) }]))
  const advice = adviceIn(advise(tags))

  it('names whole directories that repeat, and single files beside what changes', () => {
    expect(advice.evidence).toEqual({ by: 'files' })
    expect(advice.repeats).toMatchObject([{ tags: ['1', '2', '3'], bytes: 552 * MB + 10 }])
    expect(advice.repeats[0]!.paths).toEqual([
      { path: 'packages', directory: true, bytes: 550 * MB, files: 2 },
      { path: 'srv/lib', directory: false, bytes: 2 * MB, files: 1 },
      { path: 'etc', directory: true, bytes: 10, files: 1 },
    ])
  })

  it('predicts each tag: the same size, one layer more, and updates of the rest alone', () => {
    expect(values(advice.report, 1, 'local')).toEqual(values(advice.report, 0, 'local'))
    expect(values(advice.report, 1, 'layers')).toEqual([3, 3, 3])
    expect(printed(advice.report, 0, 'cached:unpacked')).toEqual(['787MB', '556MB', '556MB'])
    expect(printed(advice.report, 1, 'cached:unpacked')).toEqual(['787MB', '4MB', '4MB'])
    expect(values(advice.report, 1, 'registry')).toEqual(values(advice.report, 0, 'registry'))
  })

  it('divides transfer bytes by the own ratio when all rests are of one size', () => {
    expect(advice.transfer).toEqual({ by: 'own-ratio' })
  })

  it('writes what a Dockerfile would copy', () => {
    const { history } = advice.proposed.tags[1]!.snapshot!
    expect(history.map(({ createdBy }) => createdBy).slice(1)).toEqual([
      'COPY packages, srv/lib, etc',
      'COPY what 2 changes',
    ])
  })

  it('gives other packages a base of their own', () => {
    const newer: Files = { 'packages/a': file(310 * MB, 'new'), 'packages/b/c': file(260 * MB, 'new') }
    const all = [packages, packages, newer, newer, newer].map((some, index) => [
      base,
      { ...some, ...app(index) },
    ])
    const { repeats, known, report } = adviceIn(advise(tagsOf(...all)))
    expect(repeats.map((repeat) => repeat.tags)).toEqual([
      ['3', '4', '5'],
      ['1', '2'],
    ])
    expect(known.map(({ reference }) => reference)).toEqual([
      'plan.invalid/app-base:1',
      'plan.invalid/app-base:2',
    ])
    expect(printed(report, 1, 'cached:unpacked')).toEqual(['787MB', '4MB', '574MB', '4MB', '4MB'])
  })

  it('keeps a tag that only deletes as a layer of its own', () => {
    const deleting = tagsOf(
      [base, { ...packages, 'x/y': file(MB) }],
      [base, { ...packages, 'bin/sh': WHITEOUT }],
    )
    expect(values(adviceIn(advise(deleting)).report, 1, 'layers')).toEqual([3, 3])
  })

  it('counts what lies unseen below a deletion as no repetition', () => {
    const hidden = [1, 2].map((version) => [base, packages, { packages: WHITEOUT, ...app(version) }])
    // The packages' layer is shared as it stands; only the rest is looked at.
    expect(reasonIn(advise(tagsOf(...hidden)))).toMatchObject({ code: 'nothing-repeats', bytes: 10 })
  })

  it('sees through images that share nothing, and asks for files without them', () => {
    const squashed = tagsOf(...[1, 2].map((version) => [{ ...base, ...packages, ...app(version) }]))
    const { repeats, baseLayers } = adviceIn(advise(squashed))
    expect([repeats[0]!.bytes, baseLayers]).toEqual([783 * MB + 10, 0])
    expect(reasonIn(advise(withoutFiles(squashed)))).toEqual({ code: 'needs-files', kind: 'independent' })
  })

  it('falls back to sizes when one layer has not been read', () => {
    const [first, ...rest] = tags
    const { evidence } = adviceIn(advise([{ ...first!, files: undefined }, ...rest]))
    expect(evidence).toEqual({ by: 'sizes', why: 'some-files' })
  })

  it('counts files where no host reported unpacked sizes', () => {
    const remote = tags.map((tag) => ({
      ...tag,
      image: { ...tag.image, layers: tag.image.layers.map((layer) => ({ ...layer, unpacked: undefined })) },
    }))
    expect(adviceIn(advise(remote)).repeats[0]!.bytes).toBe(552 * MB + 10)
  })

  it('compares transfer sizes when nothing else is known, and gives up without any', () => {
    const remote = withoutFiles(tags).map((tag) => ({
      ...tag,
      image: { ...tag.image, layers: tag.image.layers.map((layer) => ({ ...layer, unpacked: undefined })) },
    }))
    const [repeat] = adviceIn(advise(remote)).repeats
    expect(repeat).toMatchObject({ bytes: undefined, transferBytes: 278 * MB + 105 })
    const nothing = remote.map((tag) => ({
      ...tag,
      image: { ...tag.image, layers: tag.image.layers.map((layer) => ({ ...layer, blob: undefined })) },
    }))
    expect(reasonIn(advise(nothing))).toEqual({ code: 'unknown-sizes', layers: 3 })
  })

  const layer = fc.dictionary(
    fc.constantFrom('a', 'b/c', 'b/d', 'e/f/g'),
    fc.record({ bytes: fc.constantFrom(0, MB, 5 * MB), content: fc.constantFrom('1', '2', 'whiteout') }),
  )

  it('never throws, changes no sizes of tags, and always spares bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(layer, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (layers) => {
        const made = tagsOf(...layers.map((own) => [{ 'bin/sh': file(MB) }, ...own]))
        for (const some of [made, withoutFiles(made)]) {
          const advised = advise(some)
          if ('none' in advised) continue
          expect(advised.savedHostBytes).toBeGreaterThanOrEqual(MB)
          if (advised.code === 'custom-base') {
            expect(values(advised.report, 1, 'local')).toEqual(values(advised.report, 0, 'local'))
          }
        }
      }),
    )
  })
})
