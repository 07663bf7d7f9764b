import { describe, expect, it } from 'vitest'
import type { FigureCell, UnionFigure } from '../../../layerfs/figure'
import { csv } from '../../../render/formats/csv'
import { documentOf } from '../card'
import { contextOf, expectWhole, last, linesOf } from './context.testing'
import { figureCard } from './figure'

const cell = (layer: number, storedBytes: number, visibleBytes: number, more: Partial<FigureCell> = {}) => ({
  layer,
  storedBytes,
  visibleBytes,
  stores: true,
  seen: visibleBytes > 0,
  whiteout: false,
  whole: false,
  deleted: 0,
  ...more,
})

const figure: UnionFigure = {
  layers: 3,
  columns: [
    {
      path: 'app/a',
      directory: false,
      merged: { bytes: 40, parts: [{ layer: 2, bytes: 40 }] },
      cells: [cell(0, 100, 0), cell(2, 40, 40)],
    },
    {
      path: 'gone',
      directory: true,
      cells: [cell(1, 7, 0), cell(2, 0, 0, { stores: false, whiteout: true, whole: true })],
    },
  ],
  others: {
    paths: 2,
    column: {
      path: '',
      directory: true,
      merged: {
        bytes: 70,
        parts: [
          { layer: 0, bytes: 60 },
          { layer: 1, bytes: 10 },
        ],
      },
      cells: [cell(0, 100, 60), cell(1, 10, 10, { whiteout: true, deleted: 2 })],
    },
  },
}

describe('figureCard', () => {
  it('says what each layer does to each path: merged first, the base last', () => {
    const document = documentOf(figureCard, contextOf(last, { figure }))!
    expectWhole(document)
    const [table] = document.tables
    expect(table?.columns.map(({ title }) => title)).toEqual(['Layer', '/app/a', '/gone/', '2 other paths'])
    expect(linesOf(table)).toEqual([
      ['Merged', '40B', 'nothing', '70B'],
      ['Container Layer (RW)', '-', '-', '-'],
      ['Layer 3', '40B', 'deleted', '-'],
      ['Layer 2', '-', '7B hidden', 'deletes 2 files, 10B'],
      ['Layer 1', '100B hidden', '-', '60B of 100B'],
    ])
    const origins = table?.rows[0]?.map(({ beside }) => beside?.[0]?.text)
    expect(origins).toEqual(['what a container sees', 'from layer 3', undefined, 'from 2 layers'])
  })

  it('has exact bytes in CSV where all that is stored shows', () => {
    const text = csv.write([documentOf(figureCard, contextOf(last, { figure }))!])
    expect(text).toMatch(/^Layer 3,[^,]+,40,/m)
    expect(text).toContain('100B hidden')
  })

  it('is not there until the files are known, and says so when there are none', () => {
    expect(documentOf(figureCard, contextOf())).toBeUndefined()
    const none = documentOf(figureCard, contextOf(last, { figure: { layers: 2, columns: [] } }))!
    expect(none.tables).toEqual([])
    expect(none.remarks).toEqual(['The layers hold no files.'])
  })
})
