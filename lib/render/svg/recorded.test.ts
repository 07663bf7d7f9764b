import { describe, expect, it } from 'vitest'
import type { CardChart } from '../../document/document'
import { FORMATS } from '../formats'
import { cardPicture } from './card'
import { type ChartOptions, preferredWidth, sizedChart } from './chart'
import {
  legendOf,
  madeBars,
  madeDocument,
  madeHeat,
  madeLines,
  madeStack,
  madeTimeline,
} from './documents.testing'

/** Pictures are compared line by line, one element a line. After a change that is meant: `npx vitest run -u`. */
const lines = (svg: string) => `${svg.replaceAll('><', '>\n<')}\n`

const few = { strategies: 2, tags: 4 }
const many = { strategies: 2, tags: 30 }
const charts: readonly [name: string, chart: CardChart, options: Partial<ChartOptions>][] = [
  ['bars', madeBars(few), {}],
  ['bars-binary', madeBars(few), { units: 'binary', theme: 'dark', names: false }],
  ['bars-many', madeBars(many), { width: 500 }],
  ['lines', madeLines(few), {}],
  ['lines-many', madeLines(many), { theme: 'dark', units: 'binary' }],
  ['heat', madeHeat(few), {}],
  ['heat-many', madeHeat({ strategies: 1, tags: 9 }), { theme: 'dark' }],
  ['timeline', madeTimeline(5), {}],
  ['timeline-many', madeTimeline(20), { width: 420, theme: 'dark' }],
  ['stack', madeStack(6), {}],
  ['stack-many', madeStack(30), { units: 'binary' }],
]

describe('as recorded', () => {
  it.each(charts)('the picture %s', async (name, chart, more) => {
    const options = {
      theme: 'light',
      units: 'decimal',
      width: 800,
      legend: legendOf(few),
      ids: 'a-',
    } as const
    const { svg } = sizedChart(chart, { ...options, ...more })
    await expect(lines(svg)).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it('the pixels in which charts are read well', async () => {
    const widths = charts.map(
      ([name, chart]) => `${name} ${preferredWidth(chart, 2)} ${preferredWidth(chart, 0)}`,
    )
    await expect(`${widths.join('\n')}\n`).toMatchFileSnapshot('testdata/widths.txt')
  })

  it.each([
    ['card', { ...few, korean: true }, 'both'],
    ['card-table', { strategies: 3, tags: 14 }, 'table'],
    ['card-chart', { strategies: 1, tags: 3 }, 'chart'],
  ] as const)('the picture of a card %s', async (name, made, show) => {
    const svg = cardPicture(madeDocument(made), { theme: 'light', show })
    await expect(lines(svg)).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it.each(FORMATS.filter((format) => format.kind === 'text'))('the format $id', async ({ id, write }) => {
    const documents = [
      madeDocument({ strategies: 2, tags: 12 }),
      madeDocument({ strategies: 1, tags: 2, korean: true }),
    ]
    await expect(write(documents)).toMatchFileSnapshot(`../formats/testdata/documents.${id}`)
  })
})
