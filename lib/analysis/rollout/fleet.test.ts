import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_FLEET, type Fleet, parseFleet } from './fleet'

describe('parseFleet', () => {
  it('takes the defaults for what is absent and leaves out limits and prices', () => {
    expect(parseFleet({})).toEqual({ ok: true, fleet: DEFAULT_FLEET })
    expect(parseFleet({ hosts: 7, egressPrice: 0 })).toEqual({
      ok: true,
      fleet: { ...DEFAULT_FLEET, hosts: 7, egressPrice: 0 },
    })
  })

  it.each<{ name: string; given: Partial<Fleet>; problem: string }>([
    { name: 'no hosts', given: { hosts: 0 }, problem: 'zero' },
    { name: 'half a host', given: { hosts: 1.5 }, problem: 'not-whole' },
    { name: 'more hosts than there are', given: { hosts: 1e12 }, problem: 'too-large' },
    { name: 'a negative number of hosts', given: { hosts: -1 }, problem: 'negative' },
    { name: 'a share that is no number', given: { emptyShare: Number.NaN }, problem: 'not-finite' },
    { name: 'a share above one', given: { emptyShare: 1.01 }, problem: 'above-one' },
    { name: 'a share below zero', given: { skipShare: -0.01 }, problem: 'negative' },
    { name: 'no bandwidth', given: { bandwidth: 0 }, problem: 'zero' },
    { name: 'endless bandwidth', given: { bandwidth: Number.POSITIVE_INFINITY }, problem: 'not-finite' },
    { name: 'a registry that sends nothing', given: { registryBandwidth: 0 }, problem: 'zero' },
    { name: 'a negative price', given: { egressPrice: -1 }, problem: 'negative' },
  ])('names the field of $name', ({ given, problem }) => {
    expect(parseFleet(given)).toEqual({ ok: false, field: Object.keys(given)[0], problem })
  })

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const figure = fc.option(fc.oneof(fc.double(), fc.integer(), fc.double({ min: 0, max: 1 })), {
      nil: undefined,
    })
    const given = fc.record({
      hosts: figure,
      emptyShare: figure,
      skipShare: figure,
      bandwidth: figure,
      registryBandwidth: figure,
      egressPrice: figure,
    })
    fc.assert(
      fc.property(given, (fields) => {
        const parsed = parseFleet(fields as Partial<Fleet>)
        if (parsed.ok) expect(parseFleet(parsed.fleet)).toEqual(parsed)
      }),
    )
  })
})
