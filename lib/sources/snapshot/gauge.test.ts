import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gaugeJson } from './gauge'

const gaugeOf = (text: string) => gaugeJson(Buffer.from(text))

it('takes any JSON for whole', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(gaugeOf(JSON.stringify(value))).toBe('whole')
    }),
  )
})

it('is not taken in by what strings contain, nor by backslashes before a quote', () => {
  const texts = fc.string({ unit: fc.constantFrom('\\', '"', '[', '{', ',', 'a') })
  fc.assert(
    fc.property(fc.array(texts), (list) => {
      const json = JSON.stringify(list)
      expect(gaugeOf(json)).toBe('whole')
      for (const end of [1, 2, 3]) {
        const cut = json.slice(0, -end)
        if (cut !== '') expect(gaugeOf(cut)).toBe('open')
      }
    }),
  )
})

it('refuses what is nested deeper than any snapshot', () => {
  expect(gaugeOf('['.repeat(32))).toBe('open')
  expect(gaugeOf('['.repeat(33))).toBe('too-complex')
  expect(gaugeOf('{"a":'.repeat(33))).toBe('too-complex')
})
