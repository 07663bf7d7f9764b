import { describe, expect, it } from 'vitest'
import { last, reportOf, words } from '../cards/tag/context.testing'
import { tagSourceText } from './source-text'

describe('tagSourceText', () => {
  const said = { cards: words('cards'), tag: words('tag') }
  const engine = { version: '20.10.24', store: 'classic' } as const

  it('names the image, the engine, the platform and the time', () => {
    expect(tagSourceText(said, reportOf(last), { engine, source: 'sample' })).toMatch(
      /^localhost:5000\/docker-layer-linked:0\.0\.4 \([0-9a-f]{12}\) · Docker 20\.10\.24, classic store \(bundled sample\) · linux\/amd64 · 2026-\d\d-\d\d \d\d:\d\d UTC$/,
    )
  })

  it('names both of two that are compared, and a saved snapshot with its time', () => {
    const snapshot = { name: 'before', title: '', createdAt: '2026-02-03T04:05:06Z', notes: '' }
    const text = tagSourceText(said, reportOf(last), { engine, source: 'snapshot', snapshot }, [
      reportOf(last),
    ])
    expect(text.match(/docker-layer-linked:0\.0\.4 \([0-9a-f]{12}\)/g)).toHaveLength(2)
    expect(text).toContain('classic store (snapshot before, 2026-02-03 04:05 UTC)')
  })

  it('names the registry where no engine is known', () => {
    const report = reportOf(last)
    const tag = { ...report.tag, image: { ...report.tag.image!, presentIn: ['registry'] as const } }
    expect(tagSourceText(said, { ...report, tag }, { source: 'live' })).toContain(' · registry · ')
  })
})
