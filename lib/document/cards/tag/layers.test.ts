import { describe, expect, it } from 'vitest'
import { valueOfCell } from '../../../analysis/judge'
import { documentOf } from '../card'
import type { TagContext } from './context'
import { column, contextOf, expectWhole, last, linesOf } from './context.testing'
import { historyCard } from './history'
import { layersCard } from './layers'
import { parentsCard } from './parents'

const shared = { layers: last.layers.map((_, at) => ({ series: at < 2 ? ['0.0.1'] : [], host: [] })) }
const layersOf = (context: TagContext, sharing = shared) =>
  documentOf(layersCard, { ...context, shared: sharing })!

describe('layersCard', () => {
  it('has a line and a band per layer: topmost first in the table, base first in the chart', () => {
    const document = layersOf(contextOf())
    expectWhole(document)
    const [table] = document.tables
    expect(column(table, 'layer').map((value) => value?.text)).toEqual(['5', '4', '3', '2', '1'])
    const unpacked = column(table, 'unpacked').map((value) => valueOfCell(value?.cell))
    expect(unpacked).toEqual(last.layers.map(({ unpacked: figure }) => figure?.bytes).toReversed())
    expect(column(table, 'sharedBy').at(-1)?.text).toBe('1 other tag')
    const [chart] = document.charts
    expect(chart?.kind === 'stack' && chart.layers.map(({ bytes }) => bytes)).toEqual(unpacked.toReversed())
  })

  it('says why bytes are not known, and draws no band of 0 for them', () => {
    const layers = last.layers.map((layer) => ({ ...layer, unpacked: undefined, blob: undefined }))
    const document = layersOf(contextOf({ ...last, layers }))
    for (const id of ['transfer', 'unpacked']) {
      const [value] = column(document.tables[0], id)
      expect(value).toMatchObject({ text: '—', cell: { kind: 'unknown' } })
      expect(value?.why).toMatch(/a layer/)
    }
    const [chart] = document.charts
    expect(chart?.kind === 'stack' && chart.layers[0]?.bytes).toBeUndefined()
  })

  it('marks what was inferred', () => {
    const layers = last.layers.map((layer) => ({
      ...layer,
      unpacked: layer.unpacked && { ...layer.unpacked, exactness: 'estimated' as const },
    }))
    const { tables } = layersOf(contextOf({ ...last, layers }))
    expect(column(tables[0], 'unpacked')[0]).toMatchObject({ text: '≈0B', cell: { kind: 'estimate' } })
  })

  it('tells what layers add once their files are known', () => {
    const figures = last.layers.map(({ diffId, chainId }, at) => ({
      diffId,
      chainId,
      repeats: [],
      contributionBytes: at === 4 ? -100 : 100,
      runningBytes: 500 - at,
    }))
    const [table] = layersOf(contextOf(last, { layers: figures })).tables
    expect(linesOf(table)[0]?.slice(4, 6)).toEqual(['−100B', '496B'])
  })

  it('says that the history names another number of layers, and who refuses that', () => {
    const remarks = (historyLayers: number) => {
      const context = contextOf({ ...last, stepsFrom: 'unpaired', historyLayers })
      const own = layersOf(context).remarks
      expect(documentOf(historyCard, context)!.remarks).toEqual(expect.arrayContaining([...own]))
      return own
    }
    expect(remarks(6)).toEqual([
      'The config’s history names 6 layers, the image has 5: steps and layers do not pair up.',
      'Docker’s classic store cannot pull 0.0.4: its history names more layers than it has (too many non-empty layers in History section).',
    ])
    expect(remarks(1)).toEqual([
      'The config’s history names 1 layer, the image has 5: steps and layers do not pair up.',
    ])
    expect(layersOf(contextOf()).remarks).toEqual([])
  })

  it('has no empty table for an image without layers', () => {
    const none = layersOf(contextOf({ ...last, layers: [], history: [] }), { layers: [] })
    expect(none.tables).toEqual([])
    expect(none.remarks).toEqual(['This image has no layers.'])
  })
})

describe('historyCard', () => {
  it('has every step, oldest first, and the bytes of those that made a layer', () => {
    const document = documentOf(historyCard, contextOf())!
    expectWhole(document)
    const [table] = document.tables
    expect(table!.rows).toHaveLength(last.history.length)
    const bytes = column(table, 'unpacked').map((value) => valueOfCell(value?.cell) ?? 0)
    const sum = last.layers.reduce((all, { unpacked }) => all + (unpacked?.bytes ?? 0), 0)
    expect(bytes.reduce((all, one) => all + one)).toBe(sum)
    expect(column(table, 'unpacked').map((value) => value?.text)).toContain('no layer')
  })

  it('is not there when no step was recorded', () => {
    expect(documentOf(historyCard, contextOf({ ...last, history: [] }))).toBeUndefined()
  })

  it('cuts what is very long', () => {
    const history = last.history.map((step) => ({ ...step, createdBy: `RUN ${'x'.repeat(5000)}` }))
    const [table] = documentOf(historyCard, contextOf({ ...last, history }))!.tables
    expect(column(table, 'instruction')[0]?.text).toMatch(/^RUN x+…$/)
    expect(column(table, 'instruction')[0]?.text.length).toBeLessThan(400)
  })
})

describe('parentsCard', () => {
  it('sets the images that the builder kept beside their steps', () => {
    const imageId = `sha256:${'ab'.repeat(32)}`
    const history = last.history.map((step, at) =>
      at === last.history.length - 1 ? { ...step, imageId } : step,
    )
    const parents = [
      { id: imageId, parent: `sha256:${'cd'.repeat(32)}`, layers: 5, tags: ['localhost:5000/x:1'] },
      { id: `sha256:${'cd'.repeat(32)}`, layers: 4, tags: [] },
    ]
    const document = documentOf(parentsCard, contextOf({ ...last, history }, { parents }))!
    expectWhole(document)
    const lines = linesOf(document.tables[0])
    expect(lines[0]?.slice(2, 4)).toEqual(['abababababab x:1', 'cdcdcdcdcdcd'])
    expect(lines.at(-1)?.slice(1)).toEqual([
      'built before this image’s own steps',
      'cdcdcdcdcdcd',
      'none on this host',
      '4 layers',
    ])
  })

  it('is not there where no chain was kept', () =>
    expect(documentOf(parentsCard, contextOf())).toBeUndefined())
})
