import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
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
    layers: list('layer', 12),
    heat: list('heat', 9),
    heatInk: list('heat-ink', 9),
    heatZero: value('heat-zero'),
  })
})
