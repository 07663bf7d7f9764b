import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { HUES } from '../../document/compare/layer-colours'
import { THEMES } from './theme'

const css = readFileSync('app/globals.css', 'utf8')

it.each([
  ['light', ':root'],
  ['dark', '.dark'],
] as const)('the %s theme of pictures is that of the pages', (name, selector) => {
  const block = css.slice(css.indexOf(`${selector} {`)).split('\n}')[0] ?? ''
  const value = (variable: string) => new RegExp(`--${variable}: (#[0-9a-f]{6});`).exec(block)?.[1]
  const list = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => value(`${prefix}-${index}`))
  expect(THEMES[name]).toEqual({
    surface: value('surface'),
    sunken: value('sunken'),
    line: value('line'),
    lineStrong: value('line-strong'),
    ink: value('ink'),
    muted: value('muted'),
    good: value('good'),
    accents: list('accent', 6),
    layers: list('layer', 1 + HUES),
    sign: list('sign', 4),
    heat: list('heat', 9),
    heatInk: list('heat-ink', 9),
    heatZero: value('heat-zero'),
  })
})

/** Linear RGB of a colour in hexadecimal figures. */
const linear = (hex: string) =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * (vector[at] ?? 0), 0))

/** Full deficiencies after Machado, Oliveira and Fernandes 2009, in linear RGB. */
const EYES = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const
/** Oklab, https://bottosson.github.io/posts/oklab/: 0.02 is about what can just be told apart. */
const oklab = (rgb: readonly number[]) =>
  times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      rgb,
    ).map(Math.cbrt),
  )

it.each(['light', 'dark'] as const)('colours of layers are far apart for every eye, %s', (name) => {
  const { layers } = THEMES[name]
  for (const eye of Object.values(EYES)) {
    const seen = layers.map((hex) =>
      oklab(times(eye, linear(hex)).map((value) => Math.min(1, Math.max(0, value)))),
    )
    for (const [at, one] of seen.entries()) {
      for (const other of seen.slice(at + 1)) {
        expect(Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)))).toBeGreaterThan(0.08)
      }
    }
  }
})
