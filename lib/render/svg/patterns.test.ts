import { describe, expect, it } from 'vitest'
import { FACES, HUES } from '../../document/compare/layer-colours'
import { HATCHES } from '../../document/hatches'
import { Fills, faceImage, faceOf } from './patterns'
import { THEMES } from './theme'

const SLOTS = Array.from({ length: HUES * FACES }, (_, index) => index + 1)

it('draws each mark of layers in a way of its own, and neutral ones as none of them', () => {
  for (const theme of [THEMES.light, THEMES.dark]) {
    const fills = new Fills('x-', theme)
    const drawn = [0, ...SLOTS].map((slot) => {
      const url = fills.layer(slot)
      const id = /#(.*)\)/.exec(url)?.[1]
      return id === undefined ? url : String(fills).split(`id="${id}"`)[1]?.split('</pattern>')[0]
    })
    expect(new Set(drawn).size).toBe(1 + HUES * FACES)
    expect(fills.layer(0)).toBe(theme.layers[0])
    expect(fills.layer(SLOTS.length + 1)).toBe(theme.layers[0])
  }
})

it('draws no layer as what is reused or not known is drawn', () => {
  const faces = new Set(SLOTS.map((slot) => faceOf(slot)?.hatch.d))
  expect(faces).not.toContain(HATCHES.reused.d)
  expect(faces).not.toContain(HATCHES.unknown.d)
  expect(new Set(Object.values(HATCHES).map(({ d }) => d)).size).toBe(Object.keys(HATCHES).length)
})

it('defines what a picture uses, once', () => {
  const fills = new Fills('x-', THEMES.light)
  expect(String(fills)).toBe('')
  expect(fills.layer(1)).toBe(THEMES.light.layers[1])
  expect(fills.layer(HUES + 1)).toBe(`url(#x-layer${HUES + 1})`)
  fills.layer(HUES + 1)
  fills.reused()
  expect(fills.layer(2 * HUES + 2)).toBe(`url(#x-layer${2 * HUES + 2})`)
  expect(String(fills)).toContain('fill="black" fill-opacity="0.7"')
  expect(String(fills)).toContain('fill="none" stroke="white" stroke-opacity="0.7" stroke-width="1.2"')
  expect(String(fills)).toContain('patternTransform="rotate(45)"')
  expect(String(fills).match(/<pattern /g)).toHaveLength(3)
})

describe('faceImage', () => {
  it('is a picture for each mark that is not plain', () => {
    const images = [0, ...SLOTS].map(faceImage)
    expect(images.slice(0, 1 + HUES)).toEqual(Array(1 + HUES).fill(undefined))
    for (const image of images.slice(1 + HUES)) {
      const [, text = ''] = /^url\("data:image\/svg\+xml,([^"()]*)"\)$/.exec(image ?? '') ?? []
      expect(decodeURIComponent(text)).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="5" height="5"><path d=.*\/svg>$/,
      )
    }
  })
})
