import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markCss } from './mark-css'
import { cssString, pageCss } from './page-css'

/** Reads a string of CSS back: https://www.w3.org/TR/css-syntax-3/#consume-string-token */
const read = (text: string) =>
  text
    .slice(1, -1)
    .replace(/\\([0-9a-f]{1,6}) /g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))

describe('cssString', () => {
  it('writes any text so that it reads back the same and cannot end early', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = cssString(text)
        expect(read(written)).toBe(text)
        expect(written.slice(1, -1)).not.toMatch(/["<>{}\n]/)
      }),
    )
  })

  it('leaves letters of any language readable', () => {
    expect(cssString('꼬리 물기 1')).toBe('"꼬리 물기 1"')
  })
})

describe('pageCss', () => {
  it('keeps a title to one line', () => {
    expect(pageCss({ title: `a\nb ${'x'.repeat(200)}`, foot: '' })).toMatch(/"a b x{85}\\2026 "/)
    expect(pageCss({ title: '', foot: ` ${'x'.repeat(90)}` })).toContain(`"${'x'.repeat(90)}"`)
  })
})

describe('markCss', () => {
  it('has a mark of its own for each of six strategies, below a scope', () => {
    const rules = markCss('.a').split('\n')
    expect(rules).toHaveLength(8)
    for (const rule of rules) expect(rule).toMatch(/^\.a /)
    const shapes = rules.slice(2).map((rule) => rule.split('; ')[1])
    expect(new Set(shapes).size).toBe(6)
    expect(rules[2]).toBe('.a .of-0::before { background: var(--accent-0); border-radius: 50% }')
  })
})
