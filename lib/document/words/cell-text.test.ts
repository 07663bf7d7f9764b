import { describe, expect, it } from 'vitest'
import { type Cell, estimate, exact, unknown } from '../../analysis/cell'
import { MEASURES } from '../../analysis/measures'
import type { Measure } from '../../analysis/measures/measure'
import { cellText, formOf, whyText } from './cell-text'
import { wordsOf } from './words'

const t = wordsOf('en')('reasons')
const base = { kind: 'images', unit: 'images', images: 'base', layers: 2 } as Cell
const named = { ...base, name: 'centos' } as Cell
const tags = (first: string, last: string) =>
  ({ kind: 'images', unit: 'images', images: 'tags', first, last }) as unknown as Cell

describe('the text of a cell', () => {
  it.each<[string, Cell | undefined]>([
    ['—', undefined],
    ['—', unknown('bytes', { code: 'not-local' })],
    ['1.5MB', exact(1_500_000, 'bytes')],
    ['≈1.5MB', estimate(1_500_000, 'bytes', { code: 'inferred' })],
    ['25%', exact(0.25, 'ratio')],
    ['7', exact(7, 'layers')],
    ['-', { kind: 'images', unit: 'images', images: 'none' } as unknown as Cell],
    ['(2)', base],
    ['centos', named],
    ['1', tags('1', '1')],
    ['1 ~ 3', tags('1', '3')],
  ])('is %s', (text, cell) => expect(cellText(cell, 'decimal', 'unpacked')).toBe(text))

  it('is as precise as the bytes are printed where they lie', () => {
    const cell = exact(1_000_000, 'bytes')
    expect(cellText(cell, 'decimal', 'transfer')).toBe('1.00MB')
    expect(cellText(cell, 'decimal', { signed: 'transfer' })).toBe('+1.00MB')
    expect(cellText(cell, 'decimal', { signed: 'unpacked' })).toBe('+1MB')
    expect(cellText(exact(1024, 'bytes'), 'binary', 'unpacked')).toBe('1KiB')
  })

  it('has one form a measure: of what it lies in, or of the basis of its cell', () => {
    const forms = MEASURES.map((measure) => [
      measure.id,
      formOf(measure, 'transfer'),
      formOf(measure, 'unpacked'),
    ])
    expect(forms.filter(([id]) => ['local', 'registry', 'cached', 'growth'].includes(String(id)))).toEqual([
      ['local', 'unpacked', 'unpacked'],
      ['registry', 'transfer', 'transfer'],
      ['cached', 'transfer', 'unpacked'],
      ['growth', { signed: 'transfer' }, { signed: 'unpacked' }],
    ])
    for (const measure of MEASURES as readonly Measure[]) {
      const isSaid = measure.perBasis || measure.unit !== 'bytes' || measure.bytesOf !== undefined
      expect([measure.id, isSaid]).toEqual([measure.id, true])
    }
  })

  it('has a reason where it is no exact figure, or names no base', () => {
    expect(whyText(t, unknown('bytes', { code: 'moved' }))).toBe(t('moved'))
    expect(whyText(t, base)).toBe(t('unnamed-base', { layers: 2 }))
    for (const none of [undefined, named, tags('1', '1'), exact(1, 'bytes')]) {
      expect(whyText(t, none)).toBeUndefined()
    }
  })
})
