import { describe, expect, it } from 'vitest'
import { groupsOf } from '../compare/bars'
import { rowsOf } from '../compare/rows'
import { sampleReport } from '../sample.testing'
import { bandLine, bandText } from './band-text'
import { wordsOf } from './words'

const report = sampleReport()
const rows = rowsOf(report, { key: 'version', descending: false })
const t = wordsOf('en')('charts')
const of = { strategy: 'Chained', tag: '0.0.2', bytesOf: 'transfer', units: 'decimal' } as const

describe('bandText', () => {
  const bar = groupsOf(report, rows, 'cached')[1]?.bars[0]

  it('says which layer it is, what made it, and what it takes', () => {
    const text = bandText(t, bar!.bands.at(-1)!, of)
    expect(text.title).toBe('Chained 0.0.2 · Layer 3')
    expect(text.instruction).toMatch(/^COPY/)
    expect(text.bytes).toBe('transfer 1.96MB · unpacked 8.85MB · in 3 tags shown')
    expect(text.reused).toBeUndefined()
  })

  it('says what is reused, in one line where it is spoken', () => {
    const line = bandLine(bandText(t, bar!.bands[0]!, of))
    expect(line).toMatch(/^Chained 0\.0\.2 · Layer 1\. .+ · in 8 tags shown\. reused, not downloaded$/)
  })

  it('names the image as other tags do', () => {
    const text = bandText(t, bar!.bands[0]!, { ...of, aliases: ['0.0', 'latest'] })
    expect(text.names).toBe('also 0.0, latest')
    expect(bandLine(text)).toContain('Layer 1. also 0.0, latest. ')
  })

  it('names the tags that hold a layer, a few runs of each strategy', () => {
    const holders = [
      { name: 'Chained', runs: ['1', '3', '5 ~ 7', '9', '11'] },
      { name: 'Fixed base', runs: [] },
      { name: 'Custom base', runs: ['2'] },
    ]
    const text = bandText(t, bar!.bands[0]!, { ...of, holders })
    expect(text.tags).toBe('Chained: 1, 3, 5 ~ 7 and 2 more; Custom base: 2')
    expect(bandLine(text)).toContain('. Chained: 1, 3, 5 ~ 7 and 2 more; Custom base: 2. ')
  })

  it('counts small layers that are drawn as one', () => {
    const [first] = report.layers
    const band = { key: 'a', bytes: 12, slot: 1, reused: false, layers: [first!, first!], ids: [] }
    expect(bandText(t, band, of)).toEqual({ title: 'Chained 0.0.2 · 2 small layers', bytes: '12B' })
  })

  it('does not make up what is not known', () => {
    const { createdBy: _, unpackedBytes: __, ...layer } = report.layers[0]!
    const band = { key: 'a', bytes: 12, slot: 1, reused: false, layers: [layer], ids: [] }
    const { instruction, bytes } = bandText(t, band, of)
    expect(instruction).toBe('instruction not known')
    expect(bytes).toContain('unpacked —')
  })
})
