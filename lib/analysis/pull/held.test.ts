import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumLayers } from '../measures/sum'
import { held, hosts, imageOf, layersOf, rules } from './facts.testing'
import { hostOf } from './held'
import { EMPTY_HOST, hostThatPulled, hostThatPulledOnly } from './host'
import { planPull } from './plan'
import { RULE_IDS, ruleOf } from './rules'

const cost = (plan: ReturnType<typeof planPull>) =>
  plan.fetched.reduce((sum, { blob }) => sum + (blob?.transferBytes ?? 0), 0)

describe('hostOf', () => {
  it('is the host that pulled these images when it pulled them all', () => {
    const images = [held('pulled', 'x', 'a', 'b'), held('pushed', 'y', 'a', 'c')]
    const { chainIds, blobs, configs } = hostThatPulled(images.map(({ image }) => image))
    expect(hostOf(images)).toMatchObject({ chainIds, blobs, configs })
  })

  it('costs the next pull what a host costs it that grew pull by pull, whatever is known of the blobs', () => {
    const host = hostThatPulled([imageOf('x', 'a?')], 'classic')
    expect(planPull(imageOf('x', 'a', 'b'), host, 'classic').ways).toEqual(['reuse', 'download'])
    fc.assert(
      fc.property(hosts(undefined, ['pulled']), layersOf(), rules, (pulled, layers, rule) => {
        const image = imageOf('next', ...layers)
        const grown = hostThatPulled(
          pulled.map((one) => one.image),
          rule,
        )
        expect(planPull(image, grown, rule)).toEqual(planPull(image, hostOf(pulled, rule), rule))
      }),
    )
  })

  it('costs the next pull the same whether or not what it was given last is looked at first, and of one image alone', () => {
    fc.assert(
      fc.property(hosts(), layersOf(), rules, (images, layers, rule) => {
        const image = imageOf('next', ...layers)
        const host = hostOf(images, rule)
        expect(planPull(image, host, rule)).toEqual(planPull(image, { ...host, last: undefined }, rule))
        for (const one of images) {
          const only = hostThatPulledOnly(one.image, rule)
          const { last: _, ...sets } = hostThatPulled([one.image], rule)
          expect(planPull(image, only, rule)).toEqual(planPull(image, sets, rule))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has the layers and the config of a built image, but knows none of its blobs', () => {
    const host = hostOf([held('built', 'x', 'a', 'b')])
    expect([host.chainIds.size, host.configs.size, host.blobs.size]).toEqual([2, 1, 0])
    expect(planPull({ ...imageOf('x', 'a', 'b', 'c') }, host, 'classic').ways[0]).toBe('download')
    expect(planPull({ ...imageOf('x', 'a', 'b') }, host, 'classic').ways).toEqual(['reuse', 'reuse'])
  })

  it('counts a layer as pulled that was both built and pulled, wherever the pulled one stands', () => {
    const host = hostOf([held('built', 'x', 'a', 'b'), held('pulled', 'y', 'b', 'a')])
    expect(planPull(imageOf('x', 'a', 'b', 'c'), host, 'classic').ways).toEqual([
      'reuse',
      'reuse',
      'download',
    ])
  })

  it('treats a pulled layer without a blob digest as known, but not a built one', () => {
    const next = imageOf('x', 'a', 'b')
    expect(planPull(next, hostOf([held('pulled', 'x', 'a?')]), 'classic').ways).toEqual(['reuse', 'download'])
    expect(planPull(next, hostOf([held('built', 'x', 'a?')]), 'classic').ways).toEqual([
      'download',
      'download',
    ])
    expect(planPull(next, hostOf([held('pulled', 'x', 'c', 'b?')]), 'containerd').ways).toEqual([
      'download',
      'content',
    ])
  })
})

describe('pulls of hosts', () => {
  it('costs an empty host the distinct blobs of the image, its registry size, or each copy of them', () => {
    fc.assert(
      fc.property(layersOf(['', "'"]), rules, (layers, rule) => {
        const image = imageOf('x', ...layers)
        const blobs = image.layers.map(({ blob }) => [blob!.digest, blob!.transferBytes] as const)
        const sent = ruleOf(rule).inFlight === undefined ? [...new Map(blobs)] : blobs
        const sum = sent.reduce<number>((total, [, bytes = 0]) => total + bytes, 0)
        expect(cost(planPull(image, hostOf([]), rule))).toBe(sum)
        expect(cost(planPull(image, EMPTY_HOST, rule))).toBe(sum)
      }),
    )
  })

  it('never costs more with a larger cache, however its images came there', () => {
    fc.assert(
      fc.property(layersOf(), hosts(), hosts(), rules, (layers, small, more, rule) => {
        const image = imageOf('x', ...layers)
        const before = planPull(image, hostOf(small), rule)
        const after = planPull(image, hostOf([...small, ...more]), rule)
        expect(cost(after)).toBeLessThanOrEqual(cost(before))
        expect(after.reusedDepth).toBeGreaterThanOrEqual(before.reusedDepth)
      }),
      { numRuns: 1000 },
    )
  })

  it('costs more unpacked bytes with a larger cache only where one blob has two figures', () => {
    // The counterexample: disk blocks of one content differ by where it stands, and the first fetched counts.
    const image = imageOf('x', 'a', 'b', 'a')
    const [first, , last] = image.layers
    const layers = [
      first!,
      image.layers[1]!,
      { ...last!, unpacked: { ...last!.unpacked!, bytes: 9999 as never } },
    ]
    const uneven = { ...image, layers }
    const figure = (host: ReturnType<typeof hostOf>) =>
      sumLayers(planPull(uneven, host, 'classic').fetched, 'unpacked', uneven)
    const [none, base] = [hostOf([]), hostOf([held('pulled', 'base', 'a')])]
    const bytes = [none, base].map((host) => figure(host)).map((cell) => ('value' in cell ? cell.value : 0))
    expect(bytes[1]).toBeGreaterThan(bytes[0]!)
  })

  it('costs containerd at most prefix-only, and that at most classic, on hosts that pulled or pushed all', () => {
    fc.assert(
      fc.property(layersOf(), hosts(undefined, ['pulled', 'pushed']), (layers, holds) => {
        const image = imageOf('x', ...layers)
        const [classic, containerd, prefix] = RULE_IDS.map((rule) =>
          cost(planPull(image, hostOf(holds), rule)),
        )
        expect(containerd).toBeLessThanOrEqual(prefix!)
        expect(prefix).toBeLessThanOrEqual(classic!)
      }),
      { numRuns: 1000 },
    )
  })
})
