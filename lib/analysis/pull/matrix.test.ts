import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Basis } from '../../oci/bytes'
import { retold } from '../compare/facts.testing'
import { sumLayers } from '../measures/sum'
import { bytesOf, imageOf, layersOf, RULE_IDS, rules } from './facts.testing'
import { EMPTY_HOST, hostThatPulled } from './host'
import { upgradeMatrix } from './matrix'
import { planPull } from './plan'

const bases = fc.constantFrom<Basis>('transfer', 'unpacked')

const series = retold(
  fc
    .array(layersOf(), { maxLength: 5 })
    .map((images) => images.map((layers, index) => imageOf(`x${index}`, ...layers))),
)

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

  it('equals the plan of every single upgrade, summed', () => {
    fc.assert(
      fc.property(series, rules, bases, (images, rule, basis) => {
        const matrix = upgradeMatrix(images, rule, basis)
        for (const [row, host] of [EMPTY_HOST, ...images.map((image) => hostThatPulled([image]))].entries()) {
          for (const [column, image] of images.entries()) {
            const cell = sumLayers(planPull(image, host, rule).fetched, basis, image)
            expect(matrix.bytes[row]?.[column]).toBe(cell.kind === 'unknown' ? undefined : cell.value)
            expect(matrix.estimated[row]?.[column]).toBe(cell.kind === 'estimate')
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
