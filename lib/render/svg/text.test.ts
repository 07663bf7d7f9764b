import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, clipMiddle, clipText, wrapText } from './text'
import { textWidth } from './text-width'

const face = { size: 13 }
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem())

describe('cleanText', () => {
  it('takes out what hides or turns its neighbours', () => {
    expect(cleanText('a\u0000b\u001b[31m\u202ecba\u2066 \u200bd\ufeff\ufffe')).toBe('a b [31mcba d')
    expect(cleanText('x\ud800y')).toBe('x\ufffdy')
  })

  it('cuts what is longer than anyone reads', () => {
    expect(cleanText('a'.repeat(4000))).toBe('a'.repeat(4000))
    expect(cleanText('a'.repeat(4001))).toBe(`${'a'.repeat(4000)}…`)
  })

  it('keeps Korean, accents and emoji, and says √ for a sign that the font lacks', () => {
    expect(cleanText('  로컬  용량 é 😀 ✓')).toBe('로컬 용량 é 😀 √')
  })
})

describe('clipText and clipMiddle', () => {
  it('never come out wider than asked, once an ellipsis fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 14, max: 400 }), (text, width) => {
        for (const clipped of [clipText(text, width, face), clipMiddle(text, width, face)]) {
          expect(textWidth(clipped, face.size)).toBeLessThanOrEqual(width)
        }
      }),
    )
  })

  it('keep a text that just fits, and cut one that does not', () => {
    const exact = textWidth('release-2026', 20)
    const wide = { size: 20 }
    expect(clipText('release-2026', exact, wide)).toBe('release-2026')
    expect(clipMiddle('release-2026', exact, wide)).toBe('release-2026')
    expect(clipText('release-2026', exact - 0.1, wide)).toBe('release-20…')
    expect(clipMiddle('release-2026', exact - 0.1, wide)).toBe('relea…2026')
    expect(clipMiddle('aaaaa bbbbb ccccc ddddd', 100, face)).toBe('aaaaa…ddddd')
    expect(wrapText('release-2026', exact, wide)).toEqual(['release-2026'])
  })

  it('keep a text that fits, and the end of a tag', () => {
    expect(clipText('0.0.1', 100, face)).toBe('0.0.1')
    expect(clipMiddle('release-2026.11.21-build-1771', 120, face)).toMatch(/^release.*….*1771$/)
  })
})

describe('wrapText', () => {
  it('loses nothing but spaces, and keeps each line within its width', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 30, max: 400 }), (text, width) => {
        const lines = wrapText(text, width, face)
        const bare = (some: string) => some.replaceAll(' ', '')
        expect(bare(lines.join(''))).toBe(bare(cleanText(text)))
        for (const line of lines) expect(textWidth(line, face.size)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('cuts what goes beyond the lines that it may have', () => {
    const lines = wrapText('one two three four five six seven', 60, face, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
  })

  it('ends a line with a separator and begins none with it', () => {
    const lines = wrapText('localhost:5000/app:0.0.1 · Docker 20.10 · transfer bytes · today', 190, face)
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line).not.toMatch(/^·/)
  })

  it('keeps a time in one piece', () => {
    const lines = wrapText('linux/amd64 · 2026-11-21 01:54 UTC', 200, face)
    expect(lines.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'linux/amd64 ·',
      '2026-11-21 01:54 UTC',
    ])
  })

  it('begins a long word on the line that it follows', () => {
    expect(
      wrapText('ADD file:d70c3ea5ae84cfb8e73365806db4b38098adc2a8ea771abbe6ba579298938d02', 300, face)[0],
    ).toMatch(/^ADD file:d70c/)
  })
})
