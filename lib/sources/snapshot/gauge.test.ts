import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonGauge } from './gauge'

/** In chunks that end anywhere, also between a backslash and what it escapes. */
function gaugeOf(text: string, size: number) {
  const gauge = new JsonGauge()
  const bytes = Buffer.from(text)
  let fits = true
  for (let at = 0; at < bytes.length; at += size) fits = gauge.add(bytes.subarray(at, at + size)) && fits
  return { fits, isOpen: gauge.isOpen }
}

it('takes any JSON for whole, in chunks of any size', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 9 }), (value, size) => {
      expect(gaugeOf(JSON.stringify(value), size)).toEqual({ fits: true, isOpen: false })
    }),
  )
})

it('is not taken in by what stands in strings, nor by backslashes before a quote', () => {
  const texts = fc.string({ unit: fc.constantFrom('\\', '"', '[', '{', ',', 'a') })
  fc.assert(
    fc.property(fc.array(texts), fc.integer({ min: 1, max: 5 }), (list, size) => {
      const json = JSON.stringify(list)
      expect(gaugeOf(json, size)).toEqual({ fits: true, isOpen: false })
      for (const end of [1, 2, 3]) {
        const cut = json.slice(0, -end)
        if (cut !== '') expect(gaugeOf(cut, size).isOpen).toBe(true)
      }
    }),
  )
})

it('refuses what is nested deeper than any snapshot', () => {
  expect(gaugeOf('['.repeat(32), 7).fits).toBe(true)
  expect(gaugeOf('['.repeat(33), 7).fits).toBe(false)
  expect(gaugeOf('{"a":'.repeat(33), 7).fits).toBe(false)
})
