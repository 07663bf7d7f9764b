import { describe, expect, it } from 'vitest'
import type { Reason } from '../../analysis/cell'
import type { MatrixReport } from '../../analysis/downloads-report'
import type { Basis } from '../../oci/bytes'
import { cellAt, estimateReasons, heatCell, moveOf, placeAfter, placeOf, placeText, pullAt } from './cells'
import { boundOf, STEPS, scaleOf, stepOf, TICKS } from './scale'

const inferred: Reason = { code: 'inferred' }
const noBlobs: Reason = { code: 'no-blobs' }
const matrix: MatrixReport = {
  tags: ['1', '2', '3'],
  bytes: [
    [1000, 2000, null],
    [0, 10, 20],
    [0, 0, 10],
    [0, 5, 0],
  ],
  estimated: true,
  why: {
    reasons: [inferred, noBlobs],
    at: [
      [0, 1, 2],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
}
const at = (row: number, column: number) => ({ row, column })

describe('a cell of a matrix', () => {
  it('is a move from what the host holds', () => {
    expect([at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(3, 1)].map(moveOf)).toEqual([
      ...['fresh', 'same', 'next', 'ahead', 'rollback'],
    ])
  })

  it('has a colour of the scale, unless it is unknown, the same tag or nothing', () => {
    const scale = scaleOf([matrix])
    expect(heatCell(matrix, at(0, 0), scale)).toEqual({ bytes: 1000, move: 'fresh', step: 7 })
    expect(heatCell(matrix, at(0, 2), scale)).toEqual({ bytes: null, move: 'fresh', step: -1 })
    expect(heatCell({ bytes: [[], [7]] }, at(1, 0), scale)).toEqual({ bytes: 7, move: 'same', step: -1 })
    expect(heatCell(matrix, at(2, 0), scale)).toEqual({ bytes: 0, move: 'rollback', step: -1 })
    expect(heatCell(matrix, at(9, 9), undefined)).toEqual({ bytes: null, move: 'next', step: -1 })
  })

  it('is exact, an estimate or unknown, with the reason', () => {
    expect(cellAt(matrix, at(0, 0))).toEqual({ kind: 'exact', value: 1000, unit: 'bytes' })
    expect(cellAt(matrix, at(0, 1))).toEqual({ kind: 'estimate', value: 2000, unit: 'bytes', why: inferred })
    expect(cellAt(matrix, at(0, 2))).toMatchObject({ kind: 'unknown', why: noBlobs })
    const bare = { ...matrix, why: undefined }
    expect(cellAt(bare, at(0, 2))).toMatchObject({ kind: 'unknown', why: { code: 'no-registry' } })
    expect(cellAt(matrix, at(9, 9))).toMatchObject({ kind: 'unknown', why: { code: 'no-registry' } })
  })

  it('gives reasons of estimates alone, each once', () => {
    expect(estimateReasons(matrix)).toEqual([inferred])
    expect(estimateReasons({ ...matrix, estimated: false })).toEqual([])
    expect(estimateReasons({ ...matrix, why: undefined })).toEqual([])
    const all = { ...matrix, bytes: [[1, 2, 3]] }
    expect(estimateReasons(all)).toEqual([inferred, noBlobs])
  })

  it('stands for a pull, and is found by it', () => {
    expect(pullAt(matrix, at(0, 1))).toEqual({ from: null, tag: '2' })
    expect(pullAt(matrix, at(1, 2))).toEqual({ from: '1', tag: '3' })
    expect(pullAt(matrix, at(9, 9))).toEqual({ from: null, tag: '' })
    const place = (from: string | null, tag: string) => placeOf(matrix, { strategy: 0, from, tag })
    expect(place(null, '1')).toEqual(at(0, 0))
    expect(place('1', '2')).toEqual(at(1, 1))
    for (const none of [place('x', '1'), place('1', 'x'), place(null, 'x'), placeOf(matrix, undefined)]) {
      expect(none).toBeUndefined()
    }
  })

  it.each([
    ['ArrowUp', false, at(1, 1), at(0, 1)],
    ['ArrowUp', false, at(0, 1), at(0, 1)],
    ['ArrowDown', false, at(1, 1), at(2, 1)],
    ['ArrowDown', false, at(30, 1), at(30, 1)],
    ['ArrowLeft', false, at(1, 1), at(1, 0)],
    ['ArrowLeft', false, at(1, 0), at(1, 0)],
    ['ArrowRight', false, at(1, 1), at(1, 2)],
    ['ArrowRight', false, at(1, 29), at(1, 29)],
    ['PageUp', false, at(15, 1), at(5, 1)],
    ['PageDown', false, at(15, 1), at(25, 1)],
    ['Home', false, at(15, 9), at(15, 0)],
    ['Home', true, at(15, 9), at(0, 0)],
    ['End', false, at(15, 9), at(15, 29)],
    ['End', true, at(15, 9), at(30, 29)],
    ['Enter', false, at(1, 1), undefined],
  ])('is left by %s (with Ctrl: %s) from %j to %j', (key, ctrl, from, to) => {
    expect(placeAfter(key, ctrl, from, 30)).toEqual(to)
  })

  it('is printed short', () => {
    const texts = (of: Basis) => [null, 0, 2_500_000].map((bytes) => placeText(bytes, of, 'decimal'))
    expect(texts('unpacked')).toEqual(['–', '0', '2.5M'])
    expect(texts('transfer')).toEqual(['–', '0', '2.50M'])
  })
})

describe('the scale of colours', () => {
  it('reaches from the smallest to the largest download, five powers of ten at most', () => {
    const of = (...bytes: (number | null)[]) => scaleOf([{ ...matrix, bytes: [bytes] }])
    expect(of(null, 0, 5, 2, 9)).toEqual({ low: 2, high: 9 })
    expect(of(1, 1_000_000)).toEqual({ low: 10, high: 1_000_000 })
    expect(of(null, 0)).toBeUndefined()
    expect(scaleOf([])).toBeUndefined()
  })

  it('has nine steps, each by the same factor', () => {
    const scale = { low: 1, high: 512 }
    expect([0, 0.5, 1, 1.9, 2.1, 300, 512, 9000].map((bytes) => stepOf(scale, bytes))).toEqual([
      ...[-1, 0, 0, 0, 1, 8, 8, 8],
    ])
    expect(TICKS.map((step) => boundOf(scale, step))).toEqual([1, 8, 64, 512])
    expect(boundOf({ low: 2.5, high: 7.3 }, STEPS)).toBe(7.3)
    expect(stepOf({ low: 5, high: 5 }, 5)).toBe(STEPS - 1)
    expect(stepOf(undefined, 5)).toBe(-1)
  })
})
