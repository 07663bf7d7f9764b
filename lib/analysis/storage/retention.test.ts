import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { RULE_IDS } from '../pull/rules'
import { storageGrowth as growthOf } from './growth'
import { retention as retentionOf } from './retention'
import { amountOf, anySeries, madeSeries } from './storage.testing'

type Images = Parameters<typeof growthOf>[0]
const storageGrowth = (images: Images, keep: number) => growthOf(images, keep, 'classic')
const retention = (images: Images, deleted: readonly number[]) => retentionOf(images, deleted, 'classic')

describe('retention', () => {
  it('frees nothing when old tags of a chain go, whatever their lines promise', () => {
    const images = madeSeries(['a'], ['a', 'b'], ['a', 'b', 'c'])
    expect(retention(images, [0, 1])).toMatchObject({
      deleted: 2,
      kept: 1,
      registryFreed: { value: 0 },
      registryNaive: { value: 4 },
      registryLeft: { value: 7 },
      hostFreed: { value: 0 },
      hostNaive: { value: 12 },
      hostLeft: { value: 21 },
    })
  })

  it('frees on a containerd host the blobs too', () => {
    const images = madeSeries(['a', 'b'], ['a', 'c'])
    expect(retentionOf(images, [0], 'containerd')).toMatchObject({
      registryFreed: { value: 2 },
      hostFreed: { value: 8 },
      hostLeft: { value: 20 },
    })
  })

  it('frees the own layers of a tag on a fixed base', () => {
    const images = madeSeries(['a', 'b'], ['a', 'c'])
    expect(retention(images, [0])).toMatchObject({ registryFreed: { value: 2 }, hostFreed: { value: 6 } })
  })

  it('frees content on a host that lies over another parent too, and keeps its blob', () => {
    const images = madeSeries(['a', 'c'], ['b', 'c'])
    expect(retention(images, [0])).toMatchObject({ registryFreed: { value: 1 }, hostFreed: { value: 15 } })
  })

  it('leaves out what is no position and counts a position once', () => {
    const images = madeSeries(['a'], ['b'])
    expect(retention(images, [0, 0, -1, 2, 0.5, Number.NaN])).toEqual(retention(images, [0]))
  })

  it('does not know what a tag without figures frees', () => {
    const images = [...madeSeries(['a']), madeImage('localhost/x:9', [{ name: 'q' }])]
    expect(retention(images, [1]).registryFreed).toMatchObject({
      kind: 'unknown',
      why: { code: 'no-registry' },
    })
    expect(retention(images, [0]).registryFreed).toMatchObject({ kind: 'exact', value: 1 })
  })

  it('frees everything when all tags go, and nothing when none does', () => {
    fc.assert(
      fc.property(anySeries, (images) => {
        const last = storageGrowth(images, Number.POSITIVE_INFINITY).at(-1)
        const all = retention(images, [...images.keys()])
        expect(amountOf(all.registryFreed)).toBe(last ? amountOf(last.registryBytes) : 0)
        expect(amountOf(all.hostFreed)).toBe(last ? amountOf(last.hostBytes) : 0)
        expect(amountOf(all.registryLeft)).toBe(0)
        const none = retention(images, [])
        expect([amountOf(none.registryFreed), amountOf(none.hostFreed)]).toEqual([0, 0])
      }),
    )
  })

  it('never frees more in parts than at once, and what it frees and what is left make the whole', () => {
    fc.assert(
      fc.property(anySeries, fc.array(fc.nat(2)), fc.constantFrom(...RULE_IDS), (images, parts, rule) => {
        const whole = retentionOf(images, [...images.keys()], rule)
        const groups = [0, 1, 2].map((part) =>
          [...images.keys()].filter((index) => (parts[index] ?? 0) === part),
        )
        const freed = groups.map((group) => retentionOf(images, group, rule))
        for (const [one, left, naive] of [
          ['registryFreed', 'registryLeft', 'registryNaive'],
          ['hostFreed', 'hostLeft', 'hostNaive'],
        ] as const) {
          const total = amountOf(whole[one])
          expect(freed.reduce((sum, part) => sum + amountOf(part[one]), 0)).toBeLessThanOrEqual(total)
          for (const part of freed) {
            expect(amountOf(part[one]) + amountOf(part[left])).toBe(total)
            expect(amountOf(part[one])).toBeLessThanOrEqual(amountOf(part[naive]))
          }
        }
      }),
    )
  })
})
