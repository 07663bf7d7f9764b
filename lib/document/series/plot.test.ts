import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, type NumberCell, unknown } from '../../analysis/cell'
import { textWidth } from '../../render/svg/text-width'
import type { SeriesChart } from '../document'
import { frameOf } from './frame'
import {
  axisOf,
  axisText,
  drawnPlaces,
  endLabels,
  placeAt,
  placeShare,
  pointedPlaces,
  shareOf,
  valuesOf,
  widthOf,
} from './plot'
import { readingAfter } from './walk'

type Values = readonly (number | undefined)[]

/** A chart of these lines, one part each. */
function chartOf(lines: readonly Values[], more: Partial<SeriesChart> = {}): SeriesChart {
  const cellOf = (value: number | undefined): NumberCell =>
    value === undefined ? unknown('bytes', { code: 'no-registry' }) : exact(value, 'bytes')
  return {
    ...{ kind: 'series', figure: 'sizes', title: '', note: '', unit: 'bytes', scale: 'linear', limits: [] },
    parts: [{ title: '', form: 'transfer', look: 'line' }],
    ...{ first: 0, all: lines[0]?.length ?? 0, places: (lines[0] ?? []).map((_, at) => String(at)) },
    lines: lines.map((line, strategy) => ({
      strategy,
      name: 'x',
      colour: strategy,
      cells: [line.map(cellOf)],
    })),
    ...more,
  }
}
const bytes = fc.integer({ min: 0, max: 2 ** 45 })
const line = fc.array(fc.option(bytes, { nil: undefined }), { minLength: 1, maxLength: 60 })

describe('axisOf', () => {
  it.each([
    ['from 0', [0, 400, 814], [0, 250, 500, 750, 1000]],
    ['from near the least, where that is far from 0', [783, 800, 814], [780, 790, 800, 810, 820]],
    ['below 0 too', [-20, 10], [-20, -10, 0, 10]],
    ['of one value', [5], [0, 2, 4, 6]],
    ['of none', [undefined], [0, 1]],
  ])('goes %s', (_, values, ticks) => expect(axisOf(chartOf([values]), 'decimal').ticks).toEqual(ticks))

  it('counts in whole layers, and shows a limit that is near', () => {
    const limits = [{ value: 125, text: '' }]
    expect(axisOf(chartOf([[2, 3]], { unit: 'layers', limits }), 'decimal').ticks).toEqual([0, 1, 2, 3])
    expect(axisOf(chartOf([[2, 70]], { unit: 'layers', limits }), 'decimal').high).toBeGreaterThanOrEqual(125)
  })

  it('is logarithmic where it is asked for and nothing is below 0', () => {
    const log = { scale: 'log' } as const
    expect(axisOf(chartOf([[104, 521e6]], log), 'decimal')).toMatchObject({ log: true, low: 100, high: 1e9 })
    expect(axisOf(chartOf([[0, 3]], log), 'decimal')).toMatchObject({
      log: true,
      low: 1,
      ticks: [1, 2, 5, 10],
    })
    expect(axisOf(chartOf([[-1, 3]], log), 'decimal').log).toBe(false)
    expect(axisOf(chartOf([[0]], log), 'decimal').log).toBe(false)
  })

  it('prints its ticks as round as they are, with a sign where tables print one', () => {
    expect(axisText(chartOf([[1]]), 500e6, 'decimal')).toBe('500MB')
    expect(
      axisText(
        chartOf([[1]], { parts: [{ title: '', look: 'line', form: { signed: 'transfer' } }] }),
        -5000,
        'decimal',
      ),
    ).toBe('−5kB')
    expect(axisOf(chartOf([[0, 8 * 1024 ** 2]]), 'binary').ticks[1]).toBe(2 * 1024 ** 2)
  })

  it('holds every value, with few ticks that rise', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('linear', 'log'),
        (lines, scale) => {
          const chart = chartOf(lines, { scale })
          const axis = axisOf(chart, 'decimal')
          expect(axis.high).toBeGreaterThan(axis.low)
          expect(axis.ticks.length).toBeLessThan(14)
          expect([...axis.ticks]).toEqual([...new Set(axis.ticks)].toSorted((a, b) => a - b))
          for (const value of lines.flat()) {
            if (value !== undefined && (value > 0 || !axis.log)) {
              expect(value).toBeGreaterThanOrEqual(axis.low)
              expect(value).toBeLessThanOrEqual(axis.high)
            }
          }
        },
      ),
    )
  })
})

describe('shareOf', () => {
  it('rises with the value on either scale, and stays in the plot', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: 2, maxLength: 30 }),
        fc.constantFrom('linear', 'log'),
        (values, scale) => {
          const axis = axisOf(chartOf([values], { scale }), 'decimal')
          const shares = values.toSorted((a, b) => a - b).map((value) => shareOf(axis, value))
          expect(shares).toEqual(shares.toSorted((a, b) => a - b))
          for (const share of shares) expect(share).toBe(Math.min(1, Math.max(0, share)))
        },
      ),
    )
  })

  it('shows 104 B beside 521 MB on a logarithmic one', () => {
    const axis = axisOf(chartOf([[104, 521e6]], { scale: 'log' }), 'decimal')
    expect(shareOf(axis, 104)).toBeGreaterThan(0)
    expect(shareOf(axis, 521e6) - shareOf(axis, 104)).toBeGreaterThan(0.8)
  })
})

describe('places', () => {
  it('are found again where they are drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(2999), (count, at) => {
        expect(placeAt(placeShare(at % count, count), count)).toBe(at % count)
      }),
    )
  })

  it('are left out only where pixels cannot show them, never the least and the largest of a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(bytes, { nil: undefined }), { minLength: 1, maxLength: 900 }),
        fc.integer({ min: 10, max: 400 }),
        (values, pixels) => {
          const chart = chartOf([values])
          const kept = drawnPlaces(chart, pixels)
          expect([...kept]).toEqual([...new Set(kept)].toSorted((a, b) => a - b))
          expect(kept[0]).toBe(0)
          expect(kept.at(-1)).toBe(values.length - 1)
          expect(kept.length).toBeLessThanOrEqual(
            Math.max(5 * (pixels / 2), values.length < pixels ? values.length : 0),
          )
          const known = values.filter((value) => value !== undefined)
          const drawn = kept.map((place) => values[place]).filter((value) => value !== undefined)
          if (known.length > 0) {
            expect(Math.max(...drawn)).toBe(Math.max(...known))
            expect(Math.min(...drawn)).toBe(Math.min(...known))
          }
          expect(drawn.length === kept.length).toBe(known.length === values.length)
        },
      ),
    )
  })

  it('get a point each while these stand apart', () => {
    const all = [0, 1, 2, 3, 4, 5]
    expect(pointedPlaces([1, 1, undefined, 1, 1, 1], all, 20)).toEqual([0, 1, 3, 4, 5])
    expect(pointedPlaces([1, 1, 1, 1, 1, 1], all, 2)).toEqual([0, 5])
    expect(pointedPlaces([1, undefined, 1, undefined, 1, 1], all, 2)).toEqual([0, 2])
  })
})

describe('endLabels', () => {
  it('stand apart, within the plot, in the order of their lines', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }), (ends) => {
        const chart = chartOf(ends.map((end) => [0, end, undefined]))
        const labels = endLabels(chart, axisOf(chart, 'decimal'), 150, 15)
        expect(labels).toHaveLength(ends.length)
        for (const [at, { y }] of labels.entries()) {
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(150)
          if (at > 0) expect(y - labels[at - 1]!.y).toBeGreaterThanOrEqual(15 - 1e-9)
        }
      }),
    )
  })

  it('are none where there is no room, or nothing known', () => {
    const chart = chartOf([[1], [2], [3]])
    expect(endLabels(chart, axisOf(chart, 'decimal'), 40, 15)).toEqual([])
    const nothing = chartOf([[undefined]])
    expect(endLabels(nothing, axisOf(nothing, 'decimal'), 40, 15)).toEqual([])
  })
})

describe('frameOf', () => {
  it('keeps axis, plot and names within its width', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 60, max: 1600 }),
        (lines, width) => {
          const frame = frameOf(chartOf(lines), 'decimal', {
            width,
            height: 200,
            top: 12,
            text: 11,
            widthOf: textWidth,
          })
          if (frame.width > 1) expect(frame.left + frame.width + frame.right).toBe(width)
          expect(frame.x(0)).toBeGreaterThanOrEqual(frame.left)
          for (const value of valuesOf(chartOf(lines).lines[0]!.cells[0]!)) {
            if (value !== undefined) expect(frame.y(value)).toBeLessThanOrEqual(212 + 1e-9)
          }
        },
      ),
    )
  })
})

describe('what stands beside the plot', () => {
  const chart = chartOf([Array.from({ length: 44 }, (_, at) => at)])
  const room = { width: 300, height: 150, top: 12, text: 11, widthOf: textWidth }
  it('has room for the first name, and for names at the ends where they are asked for', () => {
    const long = { ...chart, places: chart.places.map((_, at) => `6.0.${at} / 1.20.${at}`) }
    const { left, x } = frameOf(long, 'decimal', room)
    expect(x(0)).toBeGreaterThan(textWidth('6.0.0 / 1.20.0', 11) / 2)
    expect(left).toBeGreaterThan(frameOf(chart, 'decimal', room).left)
    const bare = frameOf(chart, 'decimal', { ...room, named: false })
    expect(bare.ends).toEqual([])
    expect(bare.width).toBeGreaterThan(frameOf(chart, 'decimal', room).width)
  })
})

describe('widthOf', () => {
  it('is the wider the more lines run over a line for a stretch', () => {
    const chart = chartOf([
      [1, 2, 3],
      [1, 2, 9],
      [1, 8, 9],
    ])
    expect([0, 1, 2].map((at) => widthOf(chart, at, 0))).toEqual([3.75, 2, 2])
  })
})

describe('readingAfter', () => {
  const chart = chartOf([
    [1, 2, 3],
    [1, undefined, 3],
  ])
  it.each([
    ['ArrowRight', { place: 1, line: 0 }],
    ['ArrowLeft', { place: 0, line: 0 }],
    ['ArrowDown', { place: 0, line: 1 }],
    ['ArrowUp', { place: 0, line: 0 }],
    ['End', { place: 2, line: 0 }],
    ['Home', { place: 0, line: 0 }],
    ['a', undefined],
  ])('%s', (key, to) => expect(readingAfter(key, { place: 0, line: 0 }, chart)).toEqual(to))
})
