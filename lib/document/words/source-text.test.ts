import { describe, expect, it } from 'vitest'
import { last, reportOf, words } from '../cards/tag/context.testing'
import { sampleReport } from '../sample.testing'
import { sourceText, tagSourceText } from './source-text'

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

describe('sourceText', () => {
  const report = sampleReport()
  const [first] = report.strategies
  const of = (more: object, strategy: object = {}) =>
    sourceText(words('cards'), { ...report, ...more, strategies: [{ ...first!, ...strategy }] })
  const tagged = (reference: string) => ({ ...first!.tags[0]!, reference })

  it('names what is made as made, be it all of a series or a part', () => {
    const made = 'Chained (never built)'
    expect(of({}, { input: { reference: 'plan:chained' } })).toContain(`${first!.name} (`)
    const part = of({}, { tags: [tagged('a/b:1'), tagged('planned.invalid/a:2')] })
    expect([made, part.includes('localhost:5000')]).toEqual([made, true])
  })

  it('tells the time of the newest reading where facts are saved, else that of the answer', () => {
    const at = '2030-01-01T00:00:00Z'
    expect(of({ at, source: 'live' })).toMatch(/2030-01-01 00:00 UTC$/)
    expect(of({ at, source: 'sample' })).toMatch(/2026-\d\d-\d\d \d\d:\d\d UTC$/)
    expect(of({ at, source: 'sample' }, { tags: [] })).toMatch(/2030-01-01 00:00 UTC$/)
  })

  it.each([
    ['classic', 'Docker 5.8.6, classic store'],
    ['containerd', 'Docker 5.8.6, containerd store (local sizes in disk blocks)'],
    ['containers-storage', 'Podman 5.8.6, containers-storage (local sizes in tar bytes)'],
  ] as const)('names the engine of a %s store, and what its local sizes count: %s', (store, expected) => {
    expect(of({ engine: { version: '5.8.6', store } })).toContain(` · ${expected} (bundled sample) · `)
  })

  it('has the range of tags, with the digest of the last', () => {
    const range = (reference: string, count: number) =>
      of({}, { input: { reference }, tags: first!.tags.slice(0, count) }).split(' (')[0]
    expect(range('h:5/app', 4)).toBe('h:5/app:0.0.1…0.0.4')
    expect(range('h:5/app:9', 1)).toBe('h:5/app:0.0.1')
    expect(range('app:v1', 1)).toBe('app:0.0.1')
    expect(of({}, { input: { reference: 'app' }, tags: [] })).toMatch(/^app · /)
  })
})
