import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../analysis/cell'
import { barText } from '../../document/compare/bars'
import type { CardChart, CardDocument, CardTable } from '../../document/document'
import { placeText } from '../../document/downloads/cells'
import type { Preview } from '../../document/preview'
import { cellText } from '../../document/words/cell-text'
import { formatBytes, type Units } from '../../i18n/format'
import { EXPORT_PAGES, loadPage } from '../../link/pages'
import { OPTIONAL_COLUMNS } from '../../link/view-state'
import { readPreview } from '../open-graph'
import { TestRuntime } from '../runtime.testing'
import { readDocuments } from './index'

const never = new AbortController().signal
const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
beforeAll(() => {
  shared.strataRuntime = new TestRuntime('/nowhere')
})
afterAll(() => {
  shared.strataRuntime = undefined
})

/** A figure of bytes and how it is printed. */
type Printing = readonly [bytes: number, text: string]

const printing = (cell: Cell | undefined, text: string): readonly Printing[] =>
  cell && 'value' in cell && cell.unit === 'bytes' ? [[cell.value, text]] : []

const ofTable = ({ rows, totals = [] }: CardTable): readonly Printing[] =>
  [...rows, ...totals]
    .flat()
    .flatMap(({ values, beside = [] }) =>
      [...values, ...beside].flatMap(({ cell, text }) => printing(cell, text)),
    )

function ofChart(chart: CardChart, units: Units): readonly Printing[] {
  switch (chart.kind) {
    case 'bars':
      return chart.groups.flatMap(({ bars }) =>
        bars.flatMap((bar): readonly Printing[] =>
          bar?.figure === undefined ? [] : [[bar.figure, whole(barText(bar, units), units)]],
        ),
      )
    case 'series':
      return chart.lines.flatMap(({ cells }) =>
        chart.parts.flatMap(({ form }, part) =>
          (cells[part] ?? []).flatMap((cell) => printing(cell, cellText(cell, units, form))),
        ),
      )
    case 'heat':
      return chart.maps.flatMap(({ bytes }) =>
        bytes
          .flat()
          .flatMap((count): readonly Printing[] =>
            count ? [[count, whole(placeText(count, chart.bytesOf, units), units)]] : [],
          ),
      )
    case 'stack':
      return chart.layers.flatMap(({ bytes }): readonly Printing[] =>
        bytes === undefined ? [] : [[bytes, formatBytes(bytes, chart.bytesOf, units)]],
      )
    default:
      return []
  }
}

/** As it is outside of a drawing, which leaves out the end of the unit. */
const whole = (short: string, units: Units) => short.replace(/[kKMGTP]$/, units === 'binary' ? '$&iB' : '$&B')

const sentencesOf = ({ title, conclusion, note, remarks, charts, tables }: CardDocument) => [
  ...[title, conclusion?.text ?? '', note, ...remarks],
  // Where the axis of a series begins is as round as the axis.
  ...charts.flatMap((chart) => [chart.title, chart.kind === 'series' ? '' : chart.note]),
  ...tables.flatMap(({ rows, totals = [] }) =>
    [...rows, ...totals]
      .flat()
      .flatMap(({ values, beside = [] }) => [...values, ...beside].map(({ text }) => text)),
  ),
]

const amountsIn = (text: string) => text.match(/\d+(?:\.\d+)?[kKMGTP]?i?B\b/g) ?? []

/** What a page prints of each figure, and amounts that are one of its figures with other digits. */
function oddOnes(documents: readonly CardDocument[], preview: Preview, units: Units) {
  const printed = new Map<number, Set<string>>()
  const all = documents.flatMap(({ tables, charts }) => [
    ...tables.flatMap(ofTable),
    ...charts.flatMap((chart) => ofChart(chart, units)),
  ])
  for (const [bytes, text] of all) {
    const texts = printed.get(Math.abs(bytes)) ?? new Set()
    printed.set(Math.abs(bytes), texts.add(amountsIn(text)[0] ?? text))
  }
  const proper = new Set([...printed.values()].flatMap((texts) => [...texts]))
  const others = new Set(
    [...printed.keys()]
      .flatMap((bytes) => [formatBytes(bytes, 'transfer', units), formatBytes(bytes, 'unpacked', units)])
      .filter((text) => !proper.has(text)),
  )
  return {
    figures: printed.size,
    twice: [...printed.values()].filter(({ size }) => size > 1).map((texts) => [...texts]),
    said: [...documents.flatMap(sentencesOf), ...JSON.stringify(preview).split('",')].filter((text) =>
      amountsIn(text).some((amount) => others.has(amount)),
    ),
  }
}

const TAGS = {
  sample: 'ref=localhost:5000/docker-layer-linked:0.0.3&with=localhost:5000/docker-layer-linked:0.0.2',
  official: 'ref=docker.io/library/redis:6.2.6&with=docker.io/library/redis:6.0.16',
}

describe.each(EXPORT_PAGES)('a figure of the page %s', (page) => {
  it.each(
    (['sample', 'official'] as const).flatMap((source) =>
      (['transfer', 'unpacked'] as const).flatMap((basis) =>
        (['decimal', 'binary'] as const).map((units) => ({ source, basis, units })),
      ),
    ),
  )('is printed one way: $source, $basis, $units', async ({ source, basis, units }) => {
    const search = new URLSearchParams(
      `source=${source}&basis=${basis}&units=${units}&cols=${OPTIONAL_COLUMNS}&rule=containerd&${page === 'tag' ? TAGS[source] : ''}`,
    )
    const documents = await readDocuments({
      page,
      state: loadPage(page, search),
      locale: 'en',
      signal: never,
    })
    const { figures, ...odd } = oddOnes(documents, await readPreview(page, search, 'en', never), units)
    expect(figures).toBeGreaterThan(5)
    expect(odd).toEqual({ twice: [], said: [] })
  })
})
