import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import type { BaseReport } from '../report'
import { countBases } from './bases'
import { kindOf } from './kind'

const seriesOf = (images: readonly (readonly string[])[]) =>
  images.map((layers, index) => {
    const tag = `${index + 1}`
    return {
      tag,
      image: madeImage(
        `localhost/x:${tag}`,
        layers.map((name) => ({ name })),
      ),
    }
  })
/** A letter is a layer. */
const kind = (...images: string[]) => kindOf(seriesOf(images.map((image) => [...image])), () => undefined)
const basesIn = (bases: readonly BaseReport[]) => bases.map(({ from, layers }) => [from, layers])

describe('the bases of a series', () => {
  it('are one where all tags stand on it', () => {
    expect(basesIn(kind('ab', 'ac', 'ad').bases)).toEqual([['1', 1]])
    expect(basesIn(kind('ab', 'abc', 'abd').bases)).toEqual([['1', 2]])
  })

  it('are named where an update of the OS comes, and where a custom base is built again', () => {
    const fixed = kind('aq', 'ar', 'bs', 'bt', 'bu', 'cv')
    expect([fixed.kind, fixed.changesAt]).toEqual(['fixed-base', []])
    expect(basesIn(fixed.bases)).toEqual([
      ['1', 1],
      ['3', 1],
      ['6', 0],
    ])
    const custom = kind('ab', 'abq', 'abr', 'ac', 'acs', 'act')
    expect([custom.kind, basesIn(custom.bases)]).toEqual([
      'custom-base',
      [
        ['1', 2],
        ['4', 2],
      ],
    ])
  })

  it('have their names, and make a custom base where one goes past a known image', () => {
    const tags = seriesOf(['os', 'os'].concat('OS', 'OS').map((base, index) => [...base, `${index}`]))
    const names = new Map([
      [tags[0]!.image.layers[0]!.chainId as string, 'debian:11'],
      [tags[2]!.image.layers[0]!.chainId as string, 'debian:12'],
    ])
    const found = kindOf(tags, (chainId) => names.get(chainId))
    expect([found.kind, found.bases.map(({ from, name }) => [from, name])]).toEqual([
      'custom-base',
      [
        ['1', 'debian:11'],
        ['3', 'debian:12'],
      ],
    ])
  })

  it('count once where one comes back, also for a tag that stands alone on it', () => {
    const { bases } = kind('aq', 'ar', 'bs', 'bt', 'au', 'cv')
    expect([bases.length, countBases(bases)]).toEqual([4, 3])
  })

  it('are not changed by a release that is the image of the one before', () => {
    expect(kind('ab', 'ab', 'ac', 'ac', 'xy', 'xz')).toMatchObject({
      kind: 'fixed-base',
      bases: [{ from: '1' }, { from: '5' }],
    })
  })

  it.each([
    ['of chains', ['ab', 'abc', 'ad', 'ade']],
    ['of a chain that goes on after a run', ['ab', 'ac', 'x', 'xy', 'xyz']],
    ['of tags that now share more, now as little as all', ['abc', 'abd', 'ae', 'af']],
    ['where nothing is shared', ['a', 'b', 'c']],
  ])('are none %s', (_, images) => {
    expect(kind(...images).bases).toEqual([])
  })

  it('are found in whatever runs a series was made of', () => {
    // A base of some layers, of which the next one keeps fewer; its tags, and whether the base is a tag itself.
    const run = fc.record({
      keeps: fc.nat(2),
      adds: fc.integer({ min: 1, max: 3 }),
      tags: fc.integer({ min: 2, max: 4 }),
      isTag: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 8 }), (runs) => {
        let [count, base] = [0, [] as readonly string[]]
        const images: (readonly string[])[] = []
        const made: [string, number][] = []
        for (const { keeps, adds, tags, isTag } of runs) {
          const before = base.length
          base = [
            ...base.slice(0, Math.min(keeps, before - 1)),
            ...Array.from({ length: adds }, () => `${count++}`),
          ]
          made.push([`${images.length + 1}`, base.length])
          if (isTag) images.push(base)
          for (let tag = 0; tag < tags; tag++) images.push([...base, `${count++}`])
        }
        const found = kindOf(seriesOf(images), () => undefined)
        expect(basesIn(found.bases)).toEqual(made)
        expect(found.kind).toBe(runs.some(({ isTag }) => isTag) ? 'custom-base' : 'fixed-base')
        expect(countBases(found.bases)).toBe(runs.length)
      }),
    )
  })
})
