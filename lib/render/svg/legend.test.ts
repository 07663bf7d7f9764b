import { expect, it } from 'vitest'
import { drawLegend } from './legend'
import { textWidth } from './text-width'
import { THEMES } from './theme'

const entries = ['first', 'second', 'third'].map((name, colour) => ({ name, colour }))
const places = (width: number, of: 'legend' | 'lines' = 'legend') => {
  const { height, content } = drawLegend(entries, width, THEMES.light, of)
  const at = [...content.matchAll(/<path d="M([\d.]+) (\d+)h/g)].map(([, x, y]) => [Number(x), Number(y)])
  return { height, at }
}
/** Where an entry ends, and the next one begins. */
const needed = (name: string) => 24 + 8 + textWidth(name, 13)

it('begins a row where a name does not fit any more', () => {
  const two = needed('first') + 24 + needed('second')
  const one = {
    height: 20,
    at: [
      [0, 9],
      [expect.closeTo(needed('first') + 24, 0), 9],
      [expect.any(Number), 9],
    ],
  }
  expect(places(1000)).toEqual(one)
  expect(places(two + 0.1)).toMatchObject({
    height: 42,
    at: [
      [0, 9],
      [{}, 9],
      [0, 31],
    ],
  } as object)
  expect(places(two - 0.1)).toMatchObject({
    height: 64,
    at: [
      [0, 9],
      [0, 31],
      [0, 53],
    ],
  })
  expect(places(10).at).toEqual([
    [0, 9],
    [0, 31],
    [0, 53],
  ])
})

it('is nothing without strategies, and keeps its row above lines', () => {
  expect(drawLegend([], 100, THEMES.light)).toEqual({ height: 0, content: '' })
  expect(drawLegend([], 100, THEMES.light, 'lines')).toEqual({ height: 28, content: '' })
  expect(places(1000, 'lines').height).toBe(28)
})
