import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawable, pictureFonts } from './fonts'
import { packageFolder } from './package-folder'
import { metricsOf } from './sfnt.testing'
import { dropLigatures, unwrapWoff } from './woff'

describe('pictureFonts', () => {
  it('has all of Hangul and Latin in the first file of both weights, and every sign of the app in one of them', async () => {
    const { regular, bold } = await pictureFonts()
    for (const files of [regular, bold]) {
      const [first, ...others] = files.map(metricsOf)
      const has = new Set(first?.characters)
      for (let code = 0xac00; code <= 0xd7a3; code++) expect(has.has(String.fromCharCode(code))).toBe(true)
      for (let code = 0x20; code < 0x7f; code++) expect(has.has(String.fromCharCode(code))).toBe(true)
      for (const { characters } of others) for (const character of characters) has.add(character)
      for (const sign of '≈—…·→±×●–−“”‘’') expect(has.has(sign), sign).toBe(true)
    }
  })

  it('adds the files of further characters, and none for those that the family lacks', async () => {
    const usual = await pictureFonts('로컬 788MB ≈ é')
    expect(usual.regular).toHaveLength(4)
    const more = await pictureFonts('Яндекс 漢 😀')
    expect(more.regular).toHaveLength(6)
    expect(more.bold).toHaveLength(6)
    const has = new Set(more.regular.flatMap((font) => metricsOf(font).characters))
    for (const sign of 'Я漢') expect(has.has(sign), sign).toBe(true)
  })

  it('reads each file once', async () => {
    const [one, two] = await Promise.all([pictureFonts(), pictureFonts()])
    expect(one.regular[0]).toBe(two.regular[0])
  })
})

describe('drawable', () => {
  it('takes out of a text what no font draws', () => {
    expect(drawable('한글 漢字 ≈ Привет 😀 שלום e\u0301 👩‍👩‍👧')).toBe('한글 漢字 ≈ Привет · ···· é ·')
    expect(drawable('plain ASCII: localhost:5000/app')).toBe('plain ASCII: localhost:5000/app')
  })
})

describe('unwrapWoff', () => {
  const file = join(packageFolder('@fontsource/noto-sans-kr'), 'files/noto-sans-kr-latin-400-normal.woff')
  const woff = readFileSync(file)

  it('makes a font whose tables are whole, each at a multiple of four', () => {
    const font = unwrapWoff(woff)
    expect(font.length).toBe(new DataView(woff.buffer, woff.byteOffset).getUint32(16))
    expect(font.length % 4).toBe(0)
    expect(metricsOf(font).advance('A')).toBe(608)
  })

  it('leaves letters apart once it has no ligatures, and is the same otherwise', () => {
    const [before, after] = [unwrapWoff(woff), dropLigatures(unwrapWoff(woff))]
    expect(Buffer.from(before).includes('liga')).toBe(true)
    expect(Buffer.from(after).includes('liga')).toBe(false)
    expect(metricsOf(after).advance('A')).toBe(608)
  })

  it('refuses what is no WOFF font', () => {
    expect(() => unwrapWoff(Uint8Array.from({ length: 64 }))).toThrow(RangeError)
    expect(() => unwrapWoff(new Uint8Array(2))).toThrow(RangeError)
  })
})
