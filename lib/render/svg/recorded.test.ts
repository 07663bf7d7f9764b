import { describe, expect, it } from 'vitest'
import type { CardChart, CardRow } from '../../document/document'
import { FORMATS } from '../formats'
import { cardPicture } from './card'
import { type ChartOptions, preferredWidth, sizedChart } from './chart'
import {
  legendOf,
  madeBars,
  madeDocument,
  madeHeat,
  madeLines,
  madeSeries,
  madeStack,
  madeTimeline,
} from './documents.testing'
import { previewPicture } from './preview'
import { layersPreview, strategiesPreview } from './previews.testing'
import { element } from './svg'
import { drawTable } from './table'
import { layoutTable } from './table-layout'
import { THEMES } from './theme'

/** Pictures are compared line by line, one element a line. After a change that is meant: `npx vitest run -u`. */
const lines = (svg: string) => `${svg.replaceAll('><', '>\n<')}\n`

const few = { strategies: 2, tags: 4 }
const many = { strategies: 2, tags: 30 }
const one = { strategies: 1, tags: 1 }
const six = { strategies: 6, tags: 1 }
const long = (index: number) => `release-2026.${index}-of-a-long-name`
const charts: readonly [name: string, chart: CardChart, options: Partial<ChartOptions>][] = [
  ['bars', madeBars(few), {}],
  ['bars-binary', madeBars(few), { units: 'binary', theme: 'dark', names: false }],
  ['bars-ribbons', { ...madeBars(few), layout: 'ribbons' }, {}],
  ['bars-lanes', { ...madeBars(many), layout: 'ribbons' }, { width: 500 }],
  ['bars-many', madeBars(many), { width: 500 }],
  ['lines', madeLines(few), {}],
  ['lines-many', madeLines(many), { theme: 'dark', units: 'binary' }],
  ['series', madeSeries(few), {}],
  ['series-many', madeSeries({ strategies: 6, tags: 400 }), { theme: 'dark', units: 'binary' }],
  [
    'series-log',
    madeSeries({ strategies: 3, tags: 9, tagOf: long }, { scale: 'log', interval: false }),
    { width: 420 },
  ],
  ['series-one', madeSeries(one, { parts: [{ title: '', form: 'transfer', look: 'line' }] }), { width: 300 }],
  ['heat', madeHeat(few), {}],
  ['heat-many', madeHeat({ strategies: 1, tags: 9 }), { theme: 'dark' }],
  ['timeline', madeTimeline(5), {}],
  ['timeline-many', madeTimeline(20), { width: 420, theme: 'dark' }],
  ['stack', madeStack(6), {}],
  ['stack-many', madeStack(30), { units: 'binary' }],
  ['bars-one', madeBars({ strategies: 1, tags: 1 }), { width: 300, legend: legendOf(one) }],
  ['bars-upright', madeBars({ strategies: 3, tags: 2 }), { width: 170, legend: legendOf(six) }],
  ['bars-rows', madeBars({ strategies: 1, tags: 16 }), { width: 90, legend: [] }],
  ['bars-left', madeBars({ strategies: 2, tags: 16, tagOf: long }), { width: 64, units: 'binary' }],
  ['lines-named', madeLines({ strategies: 3, tags: 5, tagOf: long }), { width: 700 }],
  ['lines-narrow', madeLines({ strategies: 6, tags: 12, names: [long(1), long(2)] }), { width: 200 }],
  ['lines-one', madeLines({ strategies: 1, tags: 1 }), { width: 400 }],
  ['heat-beside', madeHeat({ strategies: 2, tags: 2 }), { width: 500 }],
  ['heat-below', madeHeat({ strategies: 2, tags: 3, tagOf: long }), { width: 240 }],
  ['heat-small', madeHeat({ strategies: 3, tags: 4 }), { width: 330, units: 'binary' }],
  ['heat-plain', madeHeat({ strategies: 3, tags: 8 }), { width: 386 }],
  ['heat-left', madeHeat({ strategies: 1, tags: 9 }), { width: 70 }],
  ['timeline-none', { ...madeTimeline(3), lanes: [], totalMs: 0 } as CardChart, {}],
  ['timeline-narrow', madeTimeline(6), { width: 120, units: 'binary' }],
  ['stack-narrow', madeStack(3), { width: 260 }],
  ['stack-none', madeStack(0), {}],
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
    ['card-wide', { strategies: 6, tags: 2, tagOf: long }, 'table'],
  ] as const)('the picture of a card %s', async (name, made, show) => {
    const svg = cardPicture(madeDocument(made), { theme: 'light', show })
    await expect(lines(svg)).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it.each([
    ['card-tables', 3, 1, 1],
    ['card-pairs', 4, 1, 41],
    ['card-captions', 2, 3, 0],
  ])('the picture of a card with several tables %s', async (name, count, strategies, remarks) => {
    const whole = madeDocument({ strategies, tags: 1 })
    const small = (caption: number) =>
      whole.tables.map(({ columns, rows, totals }) => ({
        caption: `${long(caption)} `.repeat(caption),
        columns: columns.slice(0, 3),
        rows: rows.map((row) => row.slice(0, 3)),
        totals: caption % 2 ? totals?.map((row) => row.slice(0, 3)) : undefined,
      }))
    const tables = Array.from({ length: count }, (_, index) => small(index)).flat()
    const said = { remarks: Array.from({ length: remarks }, (_, index) => `Remark ${index}`), charts: [] }
    const svg = cardPicture({ ...whole, ...said, tables }, { theme: 'dark', show: 'both' })
    await expect(lines(svg)).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it.each([
    ['table-left', 0, 900],
    ['table-right', 2, 300],
  ])('the picture of a table of which rows are left out %s', async (name, first, width) => {
    const [table] = madeDocument({ strategies: 2, tags: 5 }).tables
    const from = (row: CardRow) => row.slice(first)
    const { columns, rows, totals = [] } = table!
    const shown = {
      columns: columns.slice(first),
      rows: rows.map(from),
      totals: first ? [] : totals.map(from),
    }
    const layout = layoutTable(shown, { strategies: 2, widest: 900, mostRows: 2 })
    const { height, content } = drawTable(layout, width, THEMES.light)
    await expect(lines(element('svg', { height }, content))).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it.each([
    ['preview-two', strategiesPreview(2, 'dark'), 'dark'],
    ['preview-five', strategiesPreview(5, 'Strata'), 'light'],
    ['preview-six', strategiesPreview(6, long(0).repeat(6)), 'light'],
    ['preview-layers', layersPreview(3, 'RUN make'), 'light'],
    ['preview-more-layers', layersPreview(41, long(0).repeat(3)), 'dark'],
    ['preview-plain', { kind: 'plain', page: '', title: 'Strata', text: 'What it is' }, 'light'],
  ] as const)('the picture of a link %s', async (name, preview, theme) => {
    await expect(lines(previewPicture(preview, theme))).toMatchFileSnapshot(`testdata/${name}.svg`)
  })

  it.each(FORMATS.filter((format) => format.kind === 'text'))('the format $id', async ({ id, write }) => {
    const { tables, ...bare } = madeDocument({ strategies: 1, tags: 1 })
    await expect(write([{ ...bare, note: '', tables: [], remarks: [] }])).toMatchFileSnapshot(
      `../formats/testdata/bare.${id}`,
    )
    const [table] = madeDocument({ strategies: 2, tags: 2 }).tables
    const short = table!.rows.map((row) => row.slice(0, 3))
    const several = [
      { ...bare, tables: [{ ...table!, caption: 'One', rows: short, totals: undefined }, ...tables] },
      { ...bare, tables: [], charts: [] },
    ]
    await expect(write(several)).toMatchFileSnapshot(`../formats/testdata/several.${id}`)
    const documents = [
      madeDocument({ strategies: 2, tags: 12 }),
      madeDocument({ strategies: 1, tags: 2, korean: true }),
    ]
    await expect(write(documents)).toMatchFileSnapshot(`../formats/testdata/documents.${id}`)
  })
})
