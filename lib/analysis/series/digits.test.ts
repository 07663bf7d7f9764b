import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterDot, digits, lettersEnd, numberEnd, ordered, partsOf } from './digits'

describe('numbers in text', () => {
  it('end where a pattern ends them', () => {
    const text = fc.stringMatching(/^[a-cXZ@[`{]{0,3}\.?[\d.]{0,8}[-a.]?$/)
    fc.assert(
      fc.property(text, (written) => {
        const [, letters = '', dot = '', number = ''] = /^([a-z]*)(\.?)(\d+(?:\.\d+)*)?/i.exec(written) ?? []
        const start = lettersEnd(written)
        expect(start).toBe(letters.length)
        const from = afterDot(written, start)
        expect(from).toBe(start + dot.length)
        expect(written.slice(from, numberEnd(written, from))).toBe(number)
      }),
    )
  })
  it('are parted at dots, without zeros in front', () => {
    expect(partsOf('010.0.00.7')).toEqual(['10', '0', '0', '7'])
    expect(digits('000')).toBe('0')
  })
  it('sort by text as numbers do', () => {
    const numbers = fc.bigInt(0n, 10n ** 60n)
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(ordered(`${a}`) < ordered(`${b}`)).toBe(a < b)
      }),
    )
  })
})
