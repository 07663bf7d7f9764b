import { expect, it } from 'vitest'
import { pictureFonts } from '../../server/fonts'
import { metricsOf } from '../../server/sfnt.testing'
import { textWidth } from './text-width'

const { regular, bold } = await pictureFonts()

it.each([
  ['regular', regular, false],
  ['bold', bold, true],
] as const)('the table is that of the %s font', (_, files, isBold) => {
  const fonts = files.map(metricsOf)
  const advance = (sign: string) =>
    fonts.map((font) => font.advance(sign)).find((width) => width !== undefined)
  for (let code = 0x20; code < 0x7f; code++) {
    const sign = String.fromCharCode(code)
    expect(textWidth(sign, 1000, isBold), sign).toBe(advance(sign))
  }
  for (const sign of '가힣뷁ㄱ…≈●→×±') expect(textWidth(sign, 1000, isBold), sign).toBe(advance(sign))
})

it('is never less than what any file draws', async () => {
  // Cyrillic, Greek, Hanja, kana: what a person may call a strategy.
  const files = await pictureFonts('Яαő漢字カナ✓😀')
  for (const [fonts, isBold] of [
    [files.regular, false],
    [files.bold, true],
  ] as const) {
    for (const font of fonts.map(metricsOf)) {
      expect(font.missing).toBeLessThanOrEqual(textWidth('😀', 1000, isBold))
      for (const sign of font.characters) {
        expect(textWidth(sign, 1000, isBold), sign).toBeGreaterThanOrEqual(font.advance(sign) ?? 0)
      }
    }
  }
})
