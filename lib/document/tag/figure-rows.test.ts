import { describe, expect, it } from 'vitest'
import type { FigureCell, UnionFigure } from '../../layerfs/figure'
import { rowsOf } from './figure-rows'

const cell = (layer: number, seen: boolean, whiteout = false): FigureCell => ({
  layer,
  storedBytes: 5,
  visibleBytes: seen ? 5 : 0,
  stores: true,
  seen,
  whiteout,
  whole: whiteout,
  deleted: 0,
})

const figureOf = (layers: number, cells: readonly FigureCell[]): UnionFigure => ({
  layers,
  columns: [{ path: 'a', directory: false, cells }],
})

const ranges = (figure: UnionFigure, fold: boolean) => rowsOf(figure, fold).map(({ from, to }) => [from, to])

describe('rowsOf', () => {
  it('has one row a layer, topmost first', () => {
    expect(ranges(figureOf(3, [cell(0, true)]), true)).toEqual([
      [2, 2],
      [1, 1],
      [0, 0],
    ])
  })

  it('folds neighbours of which nothing shows, and adds up what they hide', () => {
    const figure = figureOf(14, [
      cell(0, true),
      cell(3, false),
      cell(4, false),
      cell(8, false, true),
      cell(12, true),
    ])
    expect(ranges(figure, true)).toEqual([
      [13, 13],
      [12, 12],
      [9, 11],
      [8, 8],
      [1, 7],
      [0, 0],
    ])
    expect(rowsOf(figure, true)[4]?.cells).toMatchObject([{ storedBytes: 10, seen: false }])
    expect(ranges(figure, false)).toHaveLength(14)
  })
})
