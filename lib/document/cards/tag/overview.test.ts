import { describe, expect, it } from 'vitest'
import { unknown } from '../../../analysis/cell'
import type { GrownReport } from '../../../analysis/place-report'
import { documentOf } from '../card'
import { contextOf, expectWhole, FILES, last, linesOf, placedOf } from './context.testing'
import { overviewCard } from './overview'

const said = (...of: Parameters<typeof placedOf>) => documentOf(overviewCard, placedOf(...of))!
const grown: GrownReport = {
  rows: [
    { path: 'a/new', change: 'added', kind: 'file', bBytes: 9_000_000, differs: [] },
    { path: 'b', change: 'changed', kind: 'file', aBytes: 1000, bBytes: 3500, differs: ['content'] },
  ],
  more: 3,
}

describe('overviewCard', () => {
  it('has the large figures, the files that grew, and the digests last', () => {
    const waste = { storedBytes: 1000, hiddenBytes: 100 } as never
    const document = said(contextOf(last, { waste }), { grown })
    expectWhole(document)
    const [figures, files, digests] = document.tables
    expect(document.note).toBe('Release 4 of 4 (0.0.1 … 0.0.4)')
    expect(linesOf(figures)).toEqual([
      ['Registry size', '612.70MB', 'transfer bytes'],
      ['Local size', '814MB', 'unpacked'],
      ['Layers', '5', ''],
      ['Change since 0.0.3', '+104B', 'unpacked 0B'],
      ['Hidden', '100B', '10% of what is stored'],
    ])
    expect(files?.caption).toBe('Largest files that are new or grew since 0.0.3')
    expect(linesOf(files)).toEqual([
      ['/a/new', 'new', '', '9MB', '+9MB'],
      ['/b', 'grew', '1kB', '3.5kB', '+2.5kB'],
    ])
    expect(linesOf(digests).map(([name]) => name)).toEqual(['Manifest', 'Config', 'Image ID'])
    expect(document.remarks).toEqual(['3 more files are new or larger.'])
  })

  it('says why a figure or the files are not known', () => {
    const figureOf = (document: ReturnType<typeof said>, at: number) =>
      document.tables[0]?.rows[at]?.[1]?.values[0]
    const document = said()
    expect(figureOf(document, 4)).toMatchObject({ text: '—', why: 'Its files have not been read.' })
    expect(document.remarks[0]).toContain('no source here can give them')
    expect(said(undefined, { files: { ...FILES, readable: true } }).remarks[0]).toContain(
      'once they are read',
    )
    const transfer = unknown('bytes', { code: 'no-place' })
    const channel = said(undefined, {
      at: undefined,
      previous: undefined,
      growth: { transfer, unpacked: transfer },
    })
    expect(channel.remarks[0]).toContain('has no place in the order')
    expect(figureOf(channel, 3)).toMatchObject({ text: '—', why: channel.remarks[0] })
    expect(channel.note).toBe('')
    const before = unknown('bytes', { code: 'previous-unread', data: { tag: '0.0.3' } })
    const unread = { previous: undefined, growth: { transfer: before, unpacked: before } }
    expect(figureOf(said(undefined, unread), 3)?.why).toContain('Tag 0.0.3')
  })

  it('lists the largest files of a first release, which are all new', () => {
    const first = unknown('bytes', { code: 'first-tag' })
    const document = said(undefined, {
      ...{ at: 0, previous: undefined, growth: { transfer: first, unpacked: first } },
      grown: { rows: grown.rows.slice(0, 1), more: 0 },
    })
    expect(linesOf(document.tables[1])).toEqual([['/a/new', '9MB']])
    expect(document.tables[1]?.caption).toBe('Largest files')
    expect(document.remarks).toEqual([])
  })

  it('says that nothing grew', () => {
    expect(said(undefined, { grown: { rows: [], more: 0 } }).remarks).toEqual(['No file is new or larger.'])
  })
})
