import { describe, expect, it } from 'vitest'
import type { ImageFacts } from '../../oci/facts'
import { type MadeLayer, madeImage } from '../compare/facts.testing'
import { planFrom } from './from-series'
import { chainedParts, depthsOf, ratioOf, rebuiltParts, sizesOf } from './parts'
import { hypothesis } from './plan'
import { planProblems } from './problems'

const layer = (name: string, unpacked?: number, transfer?: number): MadeLayer => ({
  name,
  unpacked,
  transfer,
})
const series = (...tags: MadeLayer[][]): ImageFacts[] =>
  tags.map((layers, index) => madeImage(`localhost/x:${index}`, layers))
const BASE = layer('base', 1000, 500)
const PACKAGES = layer('packages', 300, 60)

describe('depthsOf', () => {
  const end = (image: ImageFacts, depth: number) => ({
    reference: 'b',
    chainId: image.layers[depth - 1]!.chainId,
  })
  const two = series([BASE, PACKAGES, layer('1', 1)], [BASE, PACKAGES, layer('2', 2)])
  const one = series([BASE, PACKAGES])

  it('go by the named base, and take the top of what is shared for packages else', () => {
    expect(depthsOf(two, 'custom-base', end(two[0]!, 1))).toEqual({ base: 1, shared: 2, known: true })
    expect(depthsOf(two, 'custom-base')).toEqual({ base: 1, shared: 2, known: false })
    expect(depthsOf(two, 'chained')).toEqual({ base: 1, shared: 2, known: false })
    expect(depthsOf(two, 'fixed-base')).toEqual({ base: 2, shared: 2, known: true })
    expect(depthsOf(two, 'fixed-base', end(two[0]!, 2))).toEqual({ base: 2, shared: 2, known: true })
    expect(depthsOf(two, 'custom-base', end(two[0]!, 2))).toEqual({ base: 2, shared: 2, known: true })
    const shallow = series([BASE, layer('1', 1)], [BASE, layer('2', 1)])
    expect(depthsOf(shallow, 'custom-base')).toEqual({ base: 1, shared: 1, known: false })
    expect(depthsOf(series([layer('1')], [layer('2')]), 'custom-base')).toMatchObject({ base: 0, shared: 0 })
  })

  it('of a single tag are those of the base below it', () => {
    expect(depthsOf(one, 'fixed-base', end(one[0]!, 1))).toEqual({ base: 1, shared: 1, known: true })
    expect(depthsOf(one, 'fixed-base', end(one[0]!, 2))).toEqual({ base: 2, shared: 2, known: true })
    expect(depthsOf(one, 'chained')).toEqual({ base: 1, shared: 1, known: false })
    expect(depthsOf([], 'chained')).toEqual({ base: 0, shared: 0, known: true })
  })
})

describe('sizes', () => {
  it('take transfer bytes by the usual ratio without reported sizes, and know no transfer where one is missing', () => {
    const [image] = series([BASE, layer('a', undefined, 40), layer('b', 5), layer('c')])
    const { layers } = image!
    expect(sizesOf(layers.slice(0, 2))).toEqual({ unpacked: 1100, transfer: 540 })
    expect(sizesOf(layers)).toEqual({ unpacked: 1105, transfer: undefined })
    expect(sizesOf([layers[2]!, layers[0]!])).toEqual({ unpacked: 1005, transfer: undefined })
    expect(sizesOf([])).toEqual({ unpacked: 0, transfer: 0 })
  })
  it.each([
    [{ unpacked: 100, transfer: 25 }, 0.25],
    [{ unpacked: 100, transfer: 120 }, 1],
    [{ unpacked: 100, transfer: 0 }, undefined],
    [{ unpacked: 0, transfer: 5 }, undefined],
    [{ unpacked: 5, transfer: undefined }, undefined],
  ])('%j have the ratio %s', (sizes, ratio) => expect(ratioOf(sizes)).toBe(ratio))
})

describe('chainedParts', () => {
  const chain = (...added: MadeLayer[]) =>
    series(
      ...added.map((_, index) =>
        [BASE, layer('first', 400, 100), ...added.slice(0, index + 1)].slice(0, index + 2),
      ),
    )
  it('takes what tags add for the app, and the first tag’s rest for packages', () => {
    const images = chain(layer('1', 20, 4), layer('2', 40, 8), layer('3', 0, 1))
    expect(chainedParts(images, { base: 1, shared: 2, known: true })).toMatchObject({
      appBytes: 30,
      appRatio: 0.2,
      packages: { unpacked: 370, transfer: 94 },
      app: 'replaces',
      removeAtEnd: false,
    })
    const removed = chain(layer('1', 20, 4), layer('2', 0, 1), layer('3', 1, 1))
    expect(chainedParts(removed, { base: 1, shared: 2, known: true })).toMatchObject({
      removeAtEnd: true,
      appBytes: 20,
    })
    const two = chain(layer('1', 0, 1), layer('2', 9, 9))
    expect(chainedParts(two, { base: 1, shared: 2, known: true })).toMatchObject({
      removeAtEnd: false,
      appBytes: 0,
    })
  })
  it('tells how it came about', () => {
    const { estimates } = chainedParts(chain(layer('1', 20, 4)), { base: 1, shared: 2, known: true })
    expect(estimates.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'packagesBytes largest-less-app',
      'appBytes median-layer',
      'app assumed',
    ])
  })
})

describe('rebuiltParts', () => {
  const depths = { base: 1, shared: 1, known: true }
  const tops = (...sizes: number[]) =>
    series(...sizes.map((size) => [BASE, layer(`${size}`, size, size / 5)]))
  const fieldsOf = (images: ImageFacts[]) => rebuiltParts(images, depths)

  it('takes what tags differ by for the app, and the smallest less it for packages', () => {
    expect(fieldsOf(tops(300, 310, 330))).toMatchObject({
      appBytes: 15,
      app: 'adds',
      removeAtEnd: false,
      packages: { unpacked: 285, transfer: 57 },
    })
    expect(fieldsOf(tops(300, 310, 305))).toMatchObject({
      app: 'replaces',
      removeAtEnd: false,
      appBytes: 7.5,
    })
    expect(fieldsOf(tops(300))).toMatchObject({ app: 'replaces', appBytes: 0, packages: { unpacked: 300 } })
  })

  it('sees that the last release deletes the app when it is smaller than the first', () => {
    const { removeAtEnd, packages, appBytes, estimates } = fieldsOf(tops(300, 310, 320, 290))
    expect([removeAtEnd, packages.unpacked, appBytes]).toEqual([true, 290, 10])
    expect(estimates.at(-1)).toEqual({ field: 'removeAtEnd', code: 'median-difference' })
    expect(estimates.slice(0, 2).map(({ code }) => code)).toEqual(['smallest-less-app', 'median-difference'])
    expect(fieldsOf(tops(300, 310, 320, 301)).removeAtEnd).toBe(false)
    expect(fieldsOf(tops(300, 290)).removeAtEnd).toBe(false)
    expect(fieldsOf(tops(300, 280, 310, 290)).removeAtEnd).toBe(false)
  })

  it('reads a custom base’s packages and app from their layers', () => {
    const images = series(
      [BASE, PACKAGES, layer('1', 10, 5)],
      [BASE, PACKAGES, layer('2', 0, 1)],
      [BASE, PACKAGES, layer('3', 30, 15)],
    )
    expect(rebuiltParts(images, { base: 1, shared: 2, known: true }, 'custom-base')).toEqual({
      packages: { unpacked: 300, transfer: 60 },
      appBytes: 20,
      appRatio: 0.5,
      app: 'replaces',
      removeAtEnd: false,
      estimates: [{ field: 'appBytes', code: 'median-layer' }],
    })
  })
})

describe('planFrom', () => {
  it('says which ratios are assumed, and which are taken from the packages', () => {
    const codes = (...tags: MadeLayer[][]) =>
      planFrom(series(...tags)).estimates.map(({ field, code }) => `${field} ${code}`)
    const all = codes([BASE, layer('1', 300, 60)], [BASE, layer('2', 310, 62)], [BASE, layer('3', 330, 66)])
    expect(all).toEqual([
      'baseBytes counted',
      'packagesBytes smallest-less-app',
      'appBytes median-difference',
      'app median-difference',
      'baseEvery assumed',
      'packagesEvery assumed',
    ])
    expect(codes([BASE, layer('1', 300, 60)], [BASE, layer('2', 300, 60)])).toContain('ratio.app as-packages')
    const bare = codes([layer('base', 5), layer('1', 300)], [layer('base', 5), layer('2', 310)])
    expect(bare.filter((one) => one.startsWith('ratio'))).toEqual([
      'ratio.base assumed',
      'ratio.packages assumed',
      'ratio.app assumed',
    ])
    expect(codes([BASE, layer('1', 3)])).toContain('strategy assumed')
  })
})

describe('planProblems', () => {
  const good = hypothesis('fixed-base')
  it.each([
    { baseBytes: 100_000_000_000 },
    { packagesBytes: 0, appBytes: 0 },
    { ratio: { base: 1, packages: 1, app: 1e-9 } },
    { releases: 10_000 },
    { baseEvery: 10_000, packagesEvery: 10_000 },
  ])('finds nothing wrong with %j', (more) => expect(planProblems({ ...good, ...more })).toEqual([]))
  it.each([
    [{ baseEvery: 10_001 }, { code: 'too-large', field: 'baseEvery', most: 10_000 }],
    [{ packagesEvery: -1 }, { code: 'negative', field: 'packagesEvery' }],
    [{ appBytes: 100_000_000_001 }, { code: 'too-large', field: 'appBytes', most: 100_000_000_000 }],
    [
      { ratio: { base: 1, packages: 1, app: Number.POSITIVE_INFINITY } },
      { code: 'not-a-number', field: 'ratio.app' },
    ],
  ])('finds %j', (more, problem) => expect(planProblems({ ...good, ...more })).toEqual([problem]))
})
