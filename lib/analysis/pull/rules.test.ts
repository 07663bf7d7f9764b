import fc from 'fast-check'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { sumLayers } from '../measures/sum'
import { hosts, imageOf, layersOf } from './facts.testing'
import { EMPTY_HOST } from './host'
import type { StoreRule } from './rule'
import type * as Rules from './rules'

const made = new Map<string, StoreRule>()

// Files of one worker share their modules: these are read again, with the rules made here in place of the list's.
vi.resetModules()
vi.doMock('./rules', async (original) => ({
  ...(await original<typeof Rules>()),
  ruleOf: (id: string) => made.get(id),
}))
const { explainPull } = await import('./explain')
const { hostOf } = await import('./held')
const { hostThatPulled } = await import('./host')
const { upgradeMatrix } = await import('./matrix')
const { broughtLayers, planPull } = await import('./plan')

afterAll(() => {
  vi.doUnmock('./rules')
  vi.resetModules()
})

/** Every rule that can be written, whether a store has it or not. */
const anyRule = fc
  .record({
    reuses: fc.constantFrom('chain' as const, 'known-blob' as const, 'known-blob-anywhere' as const),
    aboveRun: fc.constantFrom('fetch' as const, 'skip-held-blobs' as const),
    registers: fc.constantFrom('all-layers' as const, 'layers-above-run' as const, 'nothing' as const),
    sameConfigEnds: fc.boolean(),
    inFlight: fc.constantFrom(undefined, 1, 2, 6),
  })
  .map((rule) => {
    const id = JSON.stringify(rule)
    made.set(id, { id, ...rule })
    return id as Rules.RuleId
  })

describe('a rule of the list', () => {
  it('is the same to the plan of a pull and to the matrix', () => {
    const series = fc
      .array(layersOf(), { maxLength: 5 })
      .map((images) => images.map((layers, index) => imageOf(`x${index}`, ...layers)))
    fc.assert(
      fc.property(series, anyRule, (images, rule) => {
        const { bytes } = upgradeMatrix(images, rule, 'unpacked')
        const rows = [EMPTY_HOST, ...images.map((image) => hostThatPulled([image], rule))]
        expect(bytes).toEqual(
          rows.map((host) =>
            images.map((image) => {
              const brought = broughtLayers(image, planPull(image, host, rule), 'unpacked')
              const cell = sumLayers(brought, 'unpacked', image)
              return cell.kind === 'unknown' ? undefined : cell.value
            }),
          ),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same to the plan of a pull and to its explanation', () => {
    fc.assert(
      fc.property(layersOf(), hosts(), anyRule, (layers, host, rule) => {
        const image = imageOf('x', ...layers)
        const { ways } = planPull(image, hostOf(host, rule), rule)
        expect(explainPull(image, host, rule).map(({ way }) => way)).toEqual(ways)
      }),
      { numRuns: 1000 },
    )
  })
})
