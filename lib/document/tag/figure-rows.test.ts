import { describe, expect, it } from 'vitest'
import type { FigureCell, UnionFigure } from '../../layerfs/figure'
import { rowsOf, widestOf } from './figure-rows'

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

  it('folds none of a dozen, and no run of one', () => {
    expect(ranges(figureOf(12, [cell(0, true)]), true)).toHaveLength(12)
    expect(ranges(figureOf(13, [cell(12, true)]), true)).toEqual([
      [12, 12],
      [0, 11],
    ])
    const shown = Array.from({ length: 13 }, (_, layer) => layer).filter((layer) => layer % 3 !== 0)
    const pairs = figureOf(13, [...shown.map((layer) => cell(layer, true))])
    expect(ranges(pairs, true)).toHaveLength(13)
    const two = figureOf(
      13,
      [0, 1, 4, 7, 8, 9, 10, 11, 12].map((layer) => cell(layer, true)),
    )
    expect(ranges(two, true).slice(-6)).toEqual([
      ...[
        [7, 7],
        [5, 6],
        [4, 4],
        [2, 3],
      ],
      ...[
        [1, 1],
        [0, 0],
      ],
    ])
  })

  it('folds what shows in the column of other paths alone', () => {
    const { columns } = figureOf(14, [cell(13, true)])
    const others = { paths: 2, column: { path: '', directory: true, cells: [cell(1, true), cell(2, false)] } }
    const [top, run] = rowsOf({ layers: 14, columns, others }, true)
    expect(top?.cells).toMatchObject([{ layer: 13 }, undefined])
    expect(run).toMatchObject({
      from: 0,
      to: 12,
      cells: [undefined, { layer: 1, storedBytes: 10, seen: true }],
    })
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

describe('widestOf', () => {
  it('is the largest of the blocks and of what a container sees', () => {
    const figure = figureOf(2, [cell(0, true), { ...cell(1, true), storedBytes: 9 }])
    expect(widestOf(figure, rowsOf(figure, true))).toBe(9)
    const merged = { ...figure, columns: [{ ...figure.columns[0]!, merged: { bytes: 14, parts: [] } }] }
    expect(widestOf(merged, rowsOf(merged, true))).toBe(14)
    expect(widestOf({ layers: 0, columns: [] }, [])).toBe(1)
  })
})
