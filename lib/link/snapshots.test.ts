import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { besideHref, type OpenSnapshot, saveHref, snapshotHref } from './snapshots'
import { archiveHref, archiveIn, parseSourceChoice, snapshotIn, tagSource } from './source-choice'
import { formatStrategy, parseStrategy } from './strategy-param'

const open = (count: number): OpenSnapshot => ({
  name: 'a-0123456789ab',
  title: 'A',
  createdAt: '2026-01-02T03:04:05Z',
  notes: '',
  href: '/',
  tags: 0,
  repositories: [],
  strategies: Array.from({ length: count }, (_, index) => ({
    reference: `app${index}`,
    name: `app${index} (2026-01-02)`,
    from: 'a-0123456789ab',
  })),
})
const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code))
const strategiesIn = (href: string) => new URL(href, 'http://x').searchParams.getAll('s')

describe('which source answers', () => {
  it('is a snapshot or an archive by its name, whatever characters it has', () => {
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), (name) => {
        expect(snapshotIn(parseSourceChoice(`snapshot:${name}`)!)).toBe(name)
        expect(archiveIn(parseSourceChoice(`archive:${name}`)!)).toBe(name)
        expect(snapshotIn(parseSourceChoice(`archive:${name}`)!)).toBeUndefined()
      }),
    )
    for (const text of ['snapshot:', 'archive:', 'snapshot', 'other:x', '']) {
      expect(parseSourceChoice(text)).toBeUndefined()
    }
    expect(['auto', 'sample', 'autos', 'a sample'].map(parseSourceChoice)).toEqual([
      'auto',
      'sample',
      undefined,
      undefined,
    ])
    for (const other of ['auto', 'sample', 'snapshot:a'] as const) expect(archiveIn(other)).toBeUndefined()
    expect(archiveHref('a b')).toBe('/?source=archive%3Aa+b')
    expect(tagSource('sample', undefined)).toBe('sample')
    expect(tagSource('sample', 'a')).toBe('snapshot:a')
  })

  it('may be another for one strategy, which its parameter keeps', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (from) => {
        expect(parseStrategy(formatStrategy({ reference: 'app', from }))).toEqual({ reference: 'app', from })
      }),
    )
  })
})

describe('the link of an opened snapshot', () => {
  it('is the page as it was saved, but for what is the person’s own', () => {
    const view = {
      path: '/downloads',
      search: 's=app&keep=2&lang=ko&theme=dark&source=sample&basis=unpacked',
    }
    expect(snapshotHref('a b', view)).toBe('/downloads?source=snapshot%3Aa+b&basis=unpacked&keep=2')
  })

  it('is the nearest page when the file names none, and holds nothing that no page knows', () => {
    expect(snapshotHref('a')).toBe('/?source=snapshot%3Aa')
    for (const path of ['//evil.example', 'javascript:alert(1)', '/admin', '', '/compare', '__proto__']) {
      expect(snapshotHref('a', { path, search: 'basis=unpacked&x=1' })).toBe('/?source=snapshot%3Aa')
    }
    expect(snapshotHref('a', { path: '/', search: 'x=1&basis=both&units=binary' })).toBe(
      '/?source=snapshot%3Aa&units=binary',
    )
  })

  it('tells the Planner which strategies stood beside its plans', () => {
    expect(strategiesIn(snapshotHref('a', { path: '/planner', search: 's=app&releases=3' }))).toEqual(['app'])
  })
})

describe('a snapshot beside live tags', () => {
  it('has its strategies after those that are shown, as many as fit', () => {
    const search = new URLSearchParams('s=live1&s=live2&basis=unpacked&keep=9')
    const href = besideHref(search, open(5))
    expect(strategiesIn(href)).toEqual([
      'live1',
      'live2',
      ...[0, 1, 2, 3].map((index) => `app${index};name=app${index} (2026-01-02);from=a-0123456789ab`),
    ])
    expect(new URL(href, 'http://x').searchParams.get('basis')).toBe('unpacked')
    expect(href).not.toContain('keep')
  })

  it('has the same strategies live when only the snapshot is shown', () => {
    const search = new URLSearchParams('source=snapshot:a-0123456789ab&s=app0')
    expect(strategiesIn(besideHref(search, open(1)))).toEqual([
      'app0',
      'app0;name=app0 (2026-01-02);from=a-0123456789ab',
    ])
    expect(strategiesIn(besideHref(new URLSearchParams(), open(6)))).toEqual([
      ...['app0', 'app1', 'app2'],
      ...[0, 1, 2].map((index) => `app${index};name=app${index} (2026-01-02);from=a-0123456789ab`),
    ])
    const of = (source: string) => strategiesIn(besideHref(new URLSearchParams({ source, s: 'b' }), open(1)))
    expect(of('auto')[0]).toBe('b')
    expect(of('sample')[0]).toBe('app0')
  })
})

it('the address of a file says what is not the default', () => {
  const none = { title: ' ', notes: '\n', files: false, gzip: false }
  expect(saveHref('/?s=a', none)).toBe('/api/snapshot?view=%2F%3Fs%3Da')
  expect(saveHref('/', { title: ' A&B', notes: 'n ', files: true, gzip: true })).toBe(
    '/api/snapshot?view=%2F&title=A%26B&notes=n&files=true&gzip=true',
  )
})
