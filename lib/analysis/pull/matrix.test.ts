import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { withFigures } from '../compare/facts.testing'
import { sizesOf } from '../measures'
import { downloadCachedOf } from '../measures/download'
import { bytesOf, imageOf, layersOf, rules } from './facts.testing'
import { EMPTY_HOST, hostThatPulled } from './host'
import { upgradeMatrix } from './matrix'
import { type PullPlan, planFreshPull, planPull } from './plan'
import { RULE_IDS } from './rules'

const bases = fc.constantFrom<Basis>('transfer', 'unpacked')

const series = withFigures(
  fc
    .array(layersOf(), { maxLength: 5 })
    .map((images) => images.map((layers, index) => imageOf(`x${index}`, ...layers))),
)

/** As the table has it for a host that pulls just so. */
function cachedDownload(image: ImageFacts, cachedPull: PullPlan, basis: Basis): NumberCell {
  const freshPull = planFreshPull(image)
  const sized: NumberCell = { kind: 'exact', value: 0, unit: 'bytes' }
  return downloadCachedOf(
    {
      tag: '',
      rule: 'classic',
      image,
      cachedPull,
      freshPull,
      sizes: sizesOf(image, freshPull),
      missingFromCache: [],
      stored: { registry: sized, host: sized },
    },
    basis,
  )
}

describe('upgradeMatrix', () => {
  it('has nothing as its first row and one row per image that the host may be at', () => {
    const images = [imageOf('v1', 'a', 'b'), imageOf('v2', 'a', 'c', 'b')]
    const [a, b, c] = ['a', 'b', 'c'].map(bytesOf) as [number, number, number]
    expect(upgradeMatrix(images, 'classic', 'transfer').bytes).toEqual([
      [a + b, a + b + c],
      [0, b + c],
      [b, 0],
    ])
    expect(upgradeMatrix(images, 'containerd', 'transfer').bytes[1]).toEqual([0, c])
    expect(upgradeMatrix([], 'classic', 'transfer').bytes).toEqual([[]])
  })

  it('leaves a cell open when a layer that has to be downloaded is of unknown size, and only then', () => {
    const images = [imageOf('v1', 'a', 'b?'), imageOf('v2', 'a', 'b?', 'c')]
    expect(upgradeMatrix(images, 'classic', 'transfer').bytes).toEqual([
      [undefined, undefined],
      [0, bytesOf('c')],
      [0, 0],
    ])
  })

  it('equals what the table says of every single upgrade: bytes, kind and reason', () => {
    fc.assert(
      fc.property(series, rules, bases, (images, rule, basis) => {
        const matrix = upgradeMatrix(images, rule, basis)
        for (const [row, host] of [EMPTY_HOST, ...images.map((image) => hostThatPulled([image]))].entries()) {
          for (const [column, image] of images.entries()) {
            const cell = cachedDownload(image, planPull(image, host, rule), basis)
            expect(matrix.bytes[row]?.[column]).toBe(cell.kind === 'unknown' ? undefined : cell.value)
            expect(matrix.why[row]?.[column]).toEqual(cell.why)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('costs nothing to stay, under every rule', () => {
    fc.assert(
      fc.property(series, bases, (images, basis) => {
        for (const rule of RULE_IDS) {
          const { bytes } = upgradeMatrix(images, rule, basis)
          for (const index of images.keys()) expect(bytes[index + 1]?.[index]).toBe(0)
        }
      }),
    )
  })
})
