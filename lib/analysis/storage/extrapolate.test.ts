import { describe, expect, it } from 'vitest'
import { exact, type NumberCell, unknown } from '../cell'
import { extrapolate, PACE_RELEASES } from './extrapolate'
import type { StoragePoint } from './growth'

const none = unknown('bytes', { code: 'no-registry' })
const cellOf = (bytes: number | undefined): NumberCell => (bytes === undefined ? none : exact(bytes, 'bytes'))

/** One point a tag, of a host that keeps so many; all figures are the same. */
const points = (keep: number, ...bytes: (number | undefined)[]): StoragePoint[] =>
  bytes.map((count, index) => {
    const cell = cellOf(count)
    const figures = {
      registryBytes: cell,
      registryNaive: cell,
      hostBytes: cell,
      hostNaive: cell,
      hostContent: cell,
      hostTotal: cell,
    }
    return { reference: '', kept: Math.min(keep, index + 1), keep, ...figures }
  })
const registry = (releases: number, ...bytes: (number | undefined)[]) =>
  extrapolate(points(99, ...bytes), releases).registryBytes
const host = (keep: number, releases: number, ...bytes: (number | undefined)[]) =>
  extrapolate(points(keep, ...bytes), releases).hostBytes

describe('extrapolate', () => {
  it('goes on by the mean growth of the last releases', () => {
    expect(registry(3, 10, 20, 40)).toEqual({ kind: 'estimate', value: 85, perRelease: 15, ofLast: 2 })
    expect(registry(0, 10, 20)).toMatchObject({ value: 20 })
    const many = Array.from({ length: PACE_RELEASES + 2 }, (_, index) => (index === 0 ? 0 : 100 + index))
    expect(registry(1, ...many)).toMatchObject({ perRelease: 1, ofLast: PACE_RELEASES, value: 112 })
    expect(registry(5, 50, 10)).toMatchObject({ value: 0, perRelease: -40 })
  })

  it('goes by the points in a row that are known', () => {
    expect(registry(1, 1, undefined, 10, 30)).toMatchObject({ perRelease: 20, ofLast: 1, value: 50 })
    expect(registry(1, 1, 2, undefined)).toEqual({ kind: 'unknown', why: 'last-unknown' })
    for (const few of [[], [5], [5, undefined, 7]])
      expect(registry(1, ...few)).toEqual({ kind: 'unknown', why: 'few-releases' })
  })

  it('tells a host that fills from one that has to let tags go', () => {
    expect(host(5, 2, 10, 20, 30)).toMatchObject({ value: 50 })
    expect(host(5, 3, 10, 20, 30)).toEqual({ kind: 'unknown', why: 'host-fills' })
    // From the third tag on each pushes one out: what came before says nothing.
    expect(host(3, 2, 10, 20, 30, 31, 33)).toMatchObject({ perRelease: 1.5, ofLast: 2, value: 36 })
    expect(host(3, 1, 10, 20, 30)).toEqual({ kind: 'unknown', why: 'few-releases' })
    expect(extrapolate([], 4)).toMatchObject({ releases: 4, hostNaive: { why: 'few-releases' } })
  })
})
