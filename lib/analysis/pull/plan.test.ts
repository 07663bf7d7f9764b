import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { EMPTY_HOST, hostThatPulled, PulledHost } from './host'
import { planPull } from './plan'

const image = (name: string, ...layers: string[]) =>
  madeImage(
    `localhost/${name}:1`,
    layers.map((layer) => ({ name: layer, unpacked: layer.charCodeAt(0), transfer: layer.charCodeAt(0) })),
  )

describe('planPull', () => {
  it('reuses nothing on an empty host and fetches a repeated blob once', () => {
    const plan = planPull(image('x', 'a', 'b', 'a'), EMPTY_HOST, 'classic')
    expect(plan).toMatchObject({ ways: ['download', 'download', 'repeat'], reusedDepth: 0 })
    expect(plan.fetched).toHaveLength(2)
  })

  it('downloads nothing when the same config is there', () => {
    const one = image('x', 'a', 'b')
    expect(planPull(one, hostThatPulled([one]), 'classic').ways).toEqual(['reuse', 'reuse'])
  })

  it('classic: downloads again what was built here but never pushed or pulled', () => {
    const built = image('x', 'a', 'b')
    const host = { ...EMPTY_HOST, chainIds: new Set(built.layers.map(({ chainId }) => chainId)) }
    expect(planPull(built, host, 'classic').ways).toEqual(['download', 'download'])
    expect(planPull(built, host, 'prefix-only').ways).toEqual(['reuse', 'reuse'])
  })

  it('classic: downloads content again that lies under another parent, containerd does not', () => {
    const host = hostThatPulled([image('x', 'a', 'c')])
    const next = image('y', 'a', 'b', 'c')
    expect(planPull(next, host, 'classic').ways).toEqual(['reuse', 'download', 'download'])
    expect(planPull(next, host, 'containerd').ways).toEqual(['reuse', 'download', 'content'])
    expect(planPull(next, host, 'prefix-only').ways).toEqual(['reuse', 'download', 'download'])
  })

  const layers = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
  const images = fc.array(layers, { maxLength: 4 })
  const bytesOf = (plan: ReturnType<typeof planPull>) =>
    plan.fetched.reduce((sum, layer) => sum + (layer.blob?.transferBytes ?? 0), 0)
  const rules = ['classic', 'containerd', 'prefix-only'] as const

  it('never costs more with a larger cache', () => {
    fc.assert(
      fc.property(layers, images, layers, fc.constantFrom(...rules), (wanted, held, more, rule) => {
        const one = image('wanted', ...wanted)
        const host = held.map((names, index) => image(`held${index}`, ...names))
        const small = bytesOf(planPull(one, hostThatPulled(host), rule))
        const large = bytesOf(planPull(one, hostThatPulled([...host, image('more', ...more)]), rule))
        expect(large).toBeLessThanOrEqual(small)
      }),
    )
  })

  it('costs containerd at most prefix-only, and that at most classic, on hosts that pulled all they hold', () => {
    fc.assert(
      fc.property(layers, images, (wanted, held) => {
        const one = image('wanted', ...wanted)
        const host = new PulledHost()
        for (const [index, names] of held.entries()) host.add(image(`held${index}`, ...names))
        const [classic, containerd, prefix] = rules.map((rule) => bytesOf(planPull(one, host, rule)))
        expect(containerd).toBeLessThanOrEqual(prefix!)
        expect(prefix).toBeLessThanOrEqual(classic!)
      }),
    )
  })
})

describe('a containerd host', () => {
  it('learns no blob of an image of which it has all layers', () => {
    const host = new PulledHost('containerd').add(image('x', 'a', 'b'))
    expect(host.registeredLayers(image('y', 'a', 'b'))).toEqual([])
    expect(host.registeredLayers(image('y', 'a', 'c')).map(({ diffId }) => diffId)).toEqual([
      image('y', 'a', 'c').layers[1]?.diffId,
    ])
  })
})
