import { describe, expect, it } from 'vitest'
import { OPTIONAL_COLUMNS } from '../../link/view-state'
import { type CardId, columnsOf, comparedColumn } from './columns'

describe('columnsOf', () => {
  const titles = (card: CardId, all: boolean) =>
    columnsOf(card, 'transfer', all ? OPTIONAL_COLUMNS : []).map(({ title }) => title)

  it('has those of a card, optional ones as they were chosen', () => {
    expect(titles('total', false)).toEqual(['layers', 'local', 'registry'])
    expect(titles('total', true)).toEqual([
      ...['layers', 'local', 'disk', 'registry', 'share', 'left', 'growth'],
      ...['registrySoFar', 'hostSoFar', 'compression'],
    ])
    expect(titles('cached', true)).toEqual(['layers', 'download', 'cachedImages'])
    expect(titles('uncached', true)).toEqual(['layers', 'download'])
  })

  it('tells of each its cells, how it is sorted, and what is the better of two', () => {
    const [layers, download, images] = columnsOf('cached', 'unpacked', [])
    expect(layers).toMatchObject({ cell: 'layers', sort: 'layers', align: 'right', compares: true })
    const cells = { cell: 'cached:unpacked', beside: 'cached:transfer' }
    expect(download).toMatchObject({ ...cells, sort: 'cached', align: 'right', compares: true })
    expect(images).toMatchObject({ align: 'left', compares: false, beside: undefined, sort: undefined })
    const [, local, registry] = columnsOf('total', 'transfer', [])
    expect(local).toMatchObject({ total: 'host-disk', naive: 'naive-host', form: 'unpacked' })
    expect(registry).toMatchObject({ total: 'registry-disk', naive: 'naive-registry', form: 'transfer' })
    expect(columnsOf('uncached', 'transfer', [])[1]).toMatchObject({ beside: 'uncached:unpacked' })
  })
})

describe('comparedColumn', () => {
  it('is the last that says which is smallest, though not by its layers', () => {
    const columns = columnsOf('total', 'transfer', OPTIONAL_COLUMNS)
    expect(comparedColumn(columns)?.cell).toBe('registry')
    expect(comparedColumn(columns.slice(0, 2))?.cell).toBe('local')
    expect(comparedColumn(columns.slice(0, 1))).toBeUndefined()
  })
})
