import { describe, expect, it } from 'vitest'
import type { ArtifactFacts } from '../../oci/artifact'
import { otherEntries } from './other'
import { readList } from './read-list'

const SIGNATURE = `sha256-${'0'.repeat(64)}.sig`
const BUNDLE = `sha256-${'a'.repeat(64)}`
const readingOf = (...tags: string[]) => {
  const list = readList(tags, { reference: 'a' })
  if (!list.ok) throw new Error(list.detail)
  return list.reading
}
const of = (kind: ArtifactFacts['kind'], bytes?: number): ArtifactFacts => ({ kind, mediaType: 'x', bytes })

describe('what else a repository holds', () => {
  it('is nothing where all are images', () => {
    expect(otherEntries({ reading: readingOf('1.0', 'latest'), found: new Map() })).toEqual([])
  })

  it('is counted by kind, with the bytes that their manifests have', () => {
    const reading = readingOf('1.0', 'buildcache', SIGNATURE, BUNDLE)
    const found = new Map([
      ['buildcache', of('build-cache', 5_002_000)],
      [SIGNATURE, of('signature', 246)],
      [BUNDLE, of('sigstore-bundle', 9000)],
    ])
    const bytes = (value: number) => ({ kind: 'exact', value, unit: 'bytes' })
    expect(otherEntries({ reading, found })).toEqual([
      { kind: 'build-cache', tags: 1, examples: ['buildcache'], bytes: bytes(5_002_000) },
      { kind: 'signature', tags: 1, examples: [SIGNATURE], bytes: bytes(246) },
      { kind: 'sigstore-bundle', tags: 1, examples: [BUNDLE], bytes: bytes(9000) },
    ])
  })

  it('is of unknown size where an entry was not read, and says how many', () => {
    const [signatures] = otherEntries({ reading: readingOf('1.0', SIGNATURE), found: new Map() })
    expect(signatures).toMatchObject({
      kind: 'signature',
      bytes: { kind: 'unknown', why: { code: 'entries-unread', data: { entries: 1 } } },
    })
  })

  it('holds the whole variant of which the newest tag is none', () => {
    const reading = readingOf('1.0', '1.1', 'chart-1.0.0', 'chart-1.1.0')
    const [charts] = otherEntries({ reading, found: new Map([['chart-1.1.0', of('helm-chart', 12_000)]]) })
    expect(charts).toMatchObject({
      kind: 'helm-chart',
      tags: 2,
      bytes: { kind: 'unknown', why: { data: { entries: 1 } } },
    })
  })
})
