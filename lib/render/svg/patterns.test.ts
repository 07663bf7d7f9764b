import { describe, expect, it } from 'vitest'
import { Fills, patternImage, patternOf } from './patterns'
import { THEMES } from './theme'

it('gives each layer of the palette another pattern, and bedrock none', () => {
  expect(patternOf(0)).toBeUndefined()
  const drawn = Array.from({ length: 11 }, (_, index) => patternOf(index + 1)?.d)
  expect(new Set(drawn).size).toBe(11)
  expect(drawn).not.toContain(undefined)
})

it('comes again with the palette, and for no slot at all', () => {
  expect(patternOf(13)).toBe(patternOf(1))
  expect(patternOf(-1)).toBe(patternOf(1))
  expect(patternOf(Number.NaN)).toBeUndefined()
})

it('defines what a picture uses, once', () => {
  const fills = new Fills('x-', THEMES.light)
  expect(String(fills)).toBe('')
  expect(fills.layer(0)).toBe(THEMES.light.layers[0])
  expect(fills.layer(3)).toBe('url(#x-layer3)')
  fills.layer(3)
  fills.reused()
  expect(fills.layer(2)).toBe('url(#x-layer2)')
  expect(String(fills)).toContain('fill="#000000" fill-opacity="0.26"')
  expect(String(fills)).toContain('fill="none" stroke="#000000" stroke-opacity="0.26" stroke-width="0.9"')
  expect(String(fills).match(/<pattern /g)).toHaveLength(3)
})

describe('patternImage', () => {
  it('is a picture of its own for every slot but the bedrock’s', () => {
    const images = Array.from({ length: 12 }, (_, slot) => patternImage(slot))
    expect(images[0]).toBeUndefined()
    const tile = (slot: number) => decodeURIComponent(images[slot] ?? '')
    expect(tile(4)).toContain(
      '<path d="M0 3H6" opacity="0.26" fill="none" stroke="#000000" stroke-width="0.9"/>',
    )
    expect(tile(2)).toContain('opacity="0.26" fill="#000000"/>')
    expect(tile(2)).toContain('width="7" height="7"')
    expect(new Set(images).size).toBe(12)
    for (const image of images.slice(1)) {
      const [, text = ''] = /^url\("data:image\/svg\+xml,([^"()]*)"\)$/.exec(image ?? '') ?? []
      expect(decodeURIComponent(text)).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<path d=.*\/svg>$/,
      )
    }
  })
})
