import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSnapshot } from '../../sources/snapshot'
import { plannedImages } from './compare-plans.testing'
import { planFrom } from './from-series'
import { hypothesis, PLAN_STRATEGIES } from './plan'
import { planProblems } from './problems'

describe('planFrom', () => {
  const sample = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const recorded = (name: string) =>
    sample.images.filter(({ reference }) => reference.startsWith(`localhost:5000/${name}:`))
  const [centos] = recorded('centos')
  const base = { reference: centos!.reference, chainId: centos!.layers[0]!.chainId }

  it('reads the recorded fixed base', () => {
    const { plan } = planFrom(recorded('docker-layer-base-linked'), base)
    expect(plan).toMatchObject({ strategy: 'fixed-base', app: 'adds', removeAtEnd: true, releases: 4 })
    expect([plan.baseBytes, plan.packagesBytes, plan.appBytes]).toEqual([231_269_003, 552_200_000, 6_636_146])
    expect(plan.ratio.packages).toBeCloseTo(0.944, 3)
    expect(plan.ratio.app).toBeCloseTo(0.221, 3)
  })

  it('reads the recorded custom base, with or without the name of the base below', () => {
    for (const end of [base, undefined]) {
      const { plan, estimates } = planFrom(recorded('docker-layer-base'), end)
      expect(plan).toMatchObject({
        strategy: 'custom-base',
        baseBytes: 231_269_003,
        packagesBytes: 552_200_000,
      })
      expect(plan.appBytes).toBe(8_848_194)
      expect(estimates).toContainEqual({ field: 'baseBytes', code: end ? 'counted' : 'base-guessed' })
    }
  })

  it('reads the recorded chain', () => {
    const { plan } = planFrom(recorded('docker-layer-linked'), base)
    expect(plan).toMatchObject({ strategy: 'chained', baseBytes: 231_269_003, removeAtEnd: true })
    expect(Math.abs(plan.packagesBytes / 552_200_000 - 1)).toBeLessThan(0.02)
    expect(plan.appBytes).toBe(13_272_291)
  })

  it('gives a plan that can be planned for every series that another plan makes', () => {
    for (const strategy of PLAN_STRATEGIES) {
      const images = plannedImages({ ...hypothesis(strategy), removeAtEnd: false })
      const { plan } = planFrom(images)
      expect(planProblems(plan)).toEqual([])
      expect(plan.releases).toBe(4)
    }
    expect(planFrom([]).plan.releases).toBe(0)
    expect(planProblems(planFrom(recorded('centos'), base).plan)).toEqual([])
  })

  it('finds the numbers of a planned fixed base again', () => {
    const images = plannedImages(hypothesis('fixed-base'))
    expect(planFrom(images).plan).toMatchObject({
      baseBytes: 231_000_000,
      packagesBytes: 500_000_000,
      appBytes: 1_000_000,
      app: 'adds',
      removeAtEnd: true,
    })
  })

  it('finds how long a base lasts, and sizes on one base of several', () => {
    const made = { ...hypothesis('fixed-base'), app: 'replaces', removeAtEnd: false } as const
    const { plan, estimates } = planFrom(plannedImages({ ...made, releases: 9, baseEvery: 3 }))
    expect(plan).toMatchObject({ strategy: 'fixed-base', baseBytes: 231_000_000, baseEvery: 3, releases: 9 })
    expect(estimates).toContainEqual({ field: 'baseEvery', code: 'counted' })
    expect(planFrom(plannedImages(made)).plan.baseEvery).toBeUndefined()
  })

  it('says which sizes are guessed or unknown', () => {
    const remote = recorded('docker-layer-base').map((image) => ({
      ...image,
      layers: image.layers.map((layer) => ({ ...layer, unpacked: undefined })),
    }))
    const { plan, estimates } = planFrom(remote, base)
    expect(plan.baseBytes).toBe(Math.round(84_457_814 / 0.4))
    expect(estimates).toContainEqual({ field: 'baseBytes', code: 'from-transfer' })
    const bare = remote.map((image) => ({
      ...image,
      layers: image.layers.map((layer) => ({ ...layer, blob: undefined })),
    }))
    expect(planFrom(bare).estimates).toContainEqual({ field: 'appBytes', code: 'not-told' })
  })
})
