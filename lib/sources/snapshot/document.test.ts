import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSnapshot, writeSnapshot } from './index'
import { madeSnapshot, problemIn } from './made.testing'

const refused = (text: string) => problemIn(() => parseSnapshot(text, 'file.json'))

describe('a snapshot', () => {
  it('is read as it was written, whatever its texts are', () => {
    fc.assert(
      fc.property(madeSnapshot, (made) => {
        const text = writeSnapshot(made)
        const read = parseSnapshot(text, 'file.json')
        expect(read).toEqual({ format: 'strata.snapshot', version: 2, ...made })
        expect(parseSnapshot(writeSnapshot(read), 'file.json')).toEqual(read)
      }),
    )
  })

  it('is truncated, and nothing worse, wherever its end is missing', () => {
    fc.assert(
      fc.property(madeSnapshot, fc.nat(), (made, at) => {
        const text = writeSnapshot(made)
        expect(refused(text.slice(0, at % text.length))).toEqual({ code: 'truncated' })
      }),
    )
  })

  it('is refused, and nothing worse, whatever JSON it is', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => void expect(['other-format', 'truncated']).toContain(refused(text).code),
      ),
    )
  })

  it('is refused, and nothing worse, whatever replaces one of its parts', () => {
    const sample = JSON.parse(readFileSync('public/sample.strata.json', 'utf8')) as Record<string, unknown>
    const parts = Object.keys(sample).filter((key) => !['$schema', 'title', 'notes'].includes(key))
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.dictionary(fc.string(), fc.jsonValue()), (key, value) => {
        const problem = refused(JSON.stringify({ ...sample, [key]: value }))
        expect(['wrong-field', 'other-format', 'unknown-version']).toContain(problem.code)
      }),
    )
  })

  it('leaves out where the host that was read keeps its layers', () => {
    const { images } = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'x')
    const image = { ...images[1]!, folders: ['/var/lib/docker/overlay2/a/diff'] }
    const written = writeSnapshot({ title: '', createdAt: '2026-01-01T00:00:00Z', images: [image] })
    expect(written).not.toContain('overlay2')
  })

  it('says once what images share', () => {
    const images = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'x').images.slice(1, 5)
    const json = JSON.parse(writeSnapshot({ title: '', createdAt: '2026-01-01T00:00:00Z', images }))
    expect(json.layers).toHaveLength(
      new Set(images.flatMap(({ layers }) => layers.map(({ chainId }) => chainId))).size,
    )
    expect(json.images[0].layers).toEqual([0, 1])
    expect(json).toMatchObject({
      $schema: 'strata-snapshot-2.schema.json',
      format: 'strata.snapshot',
      version: 2,
    })
  })
})

describe('the document', () => {
  const text = readFileSync('public/sample.strata.json', 'utf8')
  const sample = JSON.parse(text)
  const [first] = sample.images
  const withFirst = (change: object) => JSON.stringify({ ...sample, images: [{ ...first, ...change }] })
  const withLayer = (change: object) =>
    JSON.stringify({ ...sample, layers: sample.layers.with(0, { ...sample.layers[0], ...change }) })

  it.each<[string, string, string]>([
    ['with a byte count that is none', withLayer({ unpacked: { bytes: -1 } }), 'layers.0.unpacked.bytes'],
    ['with a digest that is none', withFirst({ configDigest: 'sha256:x' }), 'images.0.configDigest'],
    ['without an origin', withFirst({ origins: [] }), 'images.0.origins'],
    ['with a reference outside of the grammar', withFirst({ reference: 'A b' }), 'images.0.reference'],
    ['with a layer beyond the table', withFirst({ layers: [0, 999] }), 'images.0.layers'],
    ['with a position that is none', withFirst({ layers: [0.5] }), 'images.0.layers.0'],
    ['with more layers than any image', withFirst({ layers: Array(5000).fill(0) }), 'images.0.layers'],
    ['saved at no time', JSON.stringify({ ...sample, createdAt: 'yesterday' }), 'createdAt'],
    ['with files that do not agree', text.replace('"kinds":"', '"kinds":"f'), 'files.0'],
    [
      'with a failure that is none',
      JSON.stringify({ ...sample, unread: [{ reference: 'docker.io/library/a:1', failure: { code: 'x' } }] }),
      'unread.0.failure.code',
    ],
  ])('%s is refused, naming the field', (_, damaged, field) => {
    expect(refused(damaged)).toMatchObject({ code: 'wrong-field', field })
  })

  it('of another format or version is refused, naming it', () => {
    expect(refused(JSON.stringify({ ...sample, format: 'x' }))).toEqual({ code: 'other-format', found: 'x' })
    expect(refused('{"a":1}')).toEqual({ code: 'other-format', found: '' })
    for (const version of [3, 0, -1, '2', 1.5, null, 'toString']) {
      expect(refused(JSON.stringify({ ...sample, version }))).toMatchObject({
        code: 'unknown-version',
        newest: 2,
      })
    }
  })

  it('may hold fields that this version does not know, also such that mean something to JavaScript', () => {
    const later = text.replace('{', '{"__proto__":{"images":[]},"constructor":1,"later":{"x":[1]},')
    expect(parseSnapshot(later, 'file.json')).toEqual(parseSnapshot(text, 'file.json'))
    expect(({} as { images?: unknown }).images).toBeUndefined()
  })
})
