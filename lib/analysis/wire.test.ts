import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUESTION, sampleFacts } from '../document/cards/sample-facts.testing'
import { downloadsReport } from './compare/downloads'
import { pack, packText, unpack, unpackText } from './wire'

/** As JSON has it: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const report = downloadsReport({ ...QUESTION, ahead: 3 }, sampleFacts())

describe('wire', () => {
  it('gives back whatever JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(unpackText(packText(value))).toEqual(plain(value))
      }),
      { numRuns: 500 },
    )
  })

  it('unpacks a text that comes again only once', () => {
    const text = packText(report)
    expect(unpackText(text)).toBe(unpackText(`${text}`))
    expect(unpackText(packText([1]))).toEqual([1])
  })

  it('gives back rows of records of which each may lack something', () => {
    const cell = fc.oneof(
      fc.record({
        kind: fc.constant('exact'),
        value: fc.integer(),
        unit: fc.constantFrom('bytes', 'layers'),
      }),
      fc.record({ kind: fc.constant('unknown'), why: fc.record({ code: fc.string(), data: fc.anything() }) }),
    )
    const row = fc.record(
      {
        tag: fc.string(),
        layers: fc.array(fc.nat()),
        digest: fc.stringMatching(/^sha256:[0-9a-f]{12}$/),
        reused: fc.array(fc.boolean()),
        cells: fc.dictionary(fc.constantFrom('local', 'registry', 'cached'), cell),
        ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
        place: fc.option(fc.integer()),
      },
      { requiredKeys: ['tag'] },
    )
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const sent = plain(rows)
        expect(unpackText(packText(sent))).toEqual(sent)
      }),
    )
  })

  it('keeps the keys that a hostile file may have', () => {
    const text = '[{"__proto__":{"a":1}},{"valueOf":1},{"constructor":2,"o":3,"n":[]}]'
    for (const rows of [JSON.parse(text), JSON.parse(text).slice(1)]) {
      expect(JSON.stringify(unpackText(packText(rows)))).toBe(JSON.stringify(rows))
    }
  })

  it('gives back a real report, its digests cut as short as they are shown', () => {
    const short = JSON.parse(JSON.stringify(report).replace(/"(sha256:[0-9a-f]{12})[0-9a-f]{52}"/g, '"$1"'))
    expect(unpack(pack(report))).toEqual(short)
    expect(packText(report).length).toBeLessThan(JSON.stringify(report).length * 0.6)
  })

  it('cuts no two digests to the same one', () => {
    const digests = [`sha256:${'a'.repeat(64)}`, `sha256:${'a'.repeat(20)}${'b'.repeat(44)}`]
    const sent = unpack(pack(digests))
    expect(sent).toEqual(digests.map((digest) => digest.slice(0, 'sha256:'.length + 21)))
    const last = [`sha256:${'a'.repeat(64)}`, `sha256:${'a'.repeat(63)}b`]
    expect(unpack(pack(last))).toEqual(last)
    expect(unpack(pack([digests[0], digests[0], 'sha256:short']))).toEqual([
      `sha256:${'a'.repeat(12)}`,
      `sha256:${'a'.repeat(12)}`,
      'sha256:short',
    ])
  })

  it('says what repeats itself once', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      kind: 'exact',
      unit: 'bytes',
      value: index,
      layers: Array.from({ length: 30 }, (_, depth) => depth),
    }))
    expect(packText(rows).length).toBeLessThan(JSON.stringify(rows).length / 2)
  })
})
