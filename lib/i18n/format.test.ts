import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BytesOf,
  formatBytes,
  formatDifference,
  formatMode,
  formatShare,
  formatTimes,
  shortBytes,
} from './format'

const kind = fc.constantFrom<BytesOf>('transfer', 'unpacked', 'round')

describe('formatBytes', () => {
  it.each([
    [0, '0B'],
    [6, '6B'],
    [999, '999B'],
    [1000, '1kB'],
    [3586, '3.59kB'],
    [999_999, '1MB'],
    [8_848_194, '8.85MB'],
    [17_696_388, '17.7MB'],
    [787_893_100, '788MB'],
    [1_357_000_000, '1.36GB'],
    [-8_848_194, '-8.85MB'],
  ])('prints %i as Docker does: %s', (bytes, text) => expect(formatBytes(bytes, 'unpacked')).toBe(text))

  it('prints binary units with four digits', () => {
    expect(formatBytes(1023 * 1024, 'unpacked', 'binary')).toBe('1023KiB')
    expect(formatBytes(1536, 'unpacked', 'binary')).toBe('1.5KiB')
  })

  it('stays within half a per cent of the figure', () => {
    const factor: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), kind, (bytes, of) => {
        const [, digits, unit] = /^([\d.]+)(\w+)$/.exec(formatBytes(bytes, of))!
        expect(Math.abs(Number(digits) * factor[unit!]! - bytes) / bytes).toBeLessThanOrEqual(0.0051)
      }),
    )
  })

  it.each(['unpacked', 'round'] as const)('prints %s bytes alike', (of) =>
    expect(formatBytes(17_696_388, of)).toBe('17.7MB'),
  )

  it.each([
    [0, '0B'],
    [605_690_000, '605.69MB'],
    [104, '104B'],
    [2_180_000_000, '2.18GB'],
    [600_000_000, '600.00MB'],
    [999_996, '1.00MB'],
  ])('prints %i of a blob as registries do: %s', (bytes, text) =>
    expect(formatBytes(bytes, 'transfer')).toBe(text),
  )

  it('is short in a drawing, and keeps its digits', () => {
    expect(shortBytes(606_830_000, 'transfer')).toBe('606.83M')
    expect(shortBytes(606_830_000, 'unpacked')).toBe('607M')
    expect(shortBytes(104, 'transfer', 'binary')).toBe('104B')
  })
})

describe('formatShare', () => {
  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.5, '50%'],
    [0.9941, '99.4%'],
    [0.99999, '>99.9%'],
    [1, '100%'],
  ])('prints %d as %s', (ratio, text) => expect(formatShare(ratio)).toBe(text))
})

describe('formatTimes', () => {
  it.each([
    [1.0234, '1.02×'],
    [62.52, '62.5×'],
    [1340.4, '1,340×'],
    [134_000, '>9,999×'],
  ])('prints %d as %s', (ratio, text) => expect(formatTimes(ratio)).toBe(text))
})

describe('formatDifference', () => {
  it.each([
    [88_482, '+88.5kB'],
    [-176_964, '−177kB'],
    [0, '0B'],
  ])('prints %d as %s', (bytes, text) => expect(formatDifference(bytes, 'unpacked')).toBe(text))
})

describe('formatMode', () => {
  it.each([
    [0o755, 'rwxr-xr-x'],
    [0o1777, 'rwxrwxrwt'],
    [0o4711, 'rws--x--x'],
    [0o2640, 'rw-r-S---'],
    [0, '---------'],
  ])('prints %d as %s', (mode, text) => expect(formatMode(mode)).toBe(text))
})
