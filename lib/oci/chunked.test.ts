import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChunkedFile, chunkedBy, filesOfTable, partialBytes } from './chunked'
import type { Digest } from './digest'

const CHECKSUM = `sha256:${'1'.repeat(64)}` as unknown as Digest
// As Podman 5.8.6 wrote them for a layer of 3 files of 10 MB and 200 of 2 kB.
const ANNOTATIONS = {
  'io.github.containers.zstd-chunked.manifest-checksum': CHECKSUM,
  'io.github.containers.zstd-chunked.manifest-position': '30428333:38346:143282:1',
  'io.github.containers.zstd-chunked.tarsplit-position': '30466687:4628:180295',
}
const TABLE = {
  digest: CHECKSUM,
  at: 30_428_333,
  bytes: 38_346,
  unpackedBytes: 143_282,
  tarSplitBytes: 4_628,
}

/** That layer: its files one after the other, a header of 83 bytes before each. */
const big = (name: string): ChunkedFile => ({ content: name, bytes: 10_002_401, gap: 112 })
const small = (name: string): ChunkedFile => ({ content: name, bytes: 2_014, gap: 83 })
/** In the order of their names, f0 and f1 before f10. */
const smalls = (name: (at: number) => string) =>
  Array.from({ length: 200 }, (_, at) => at)
    .toSorted((a, b) => (`f${a}` < `f${b}` ? -1 : 1))
    .map((at) => small(name(at)))
const layer = (...bigs: string[]) => [...bigs.map(big), ...smalls((at) => `small ${at}`)]

describe('where a table of contents stands', () => {
  it('is read from the annotations of the descriptor', () => {
    expect(chunkedBy(ANNOTATIONS)).toEqual(TABLE)
    const { 'io.github.containers.zstd-chunked.tarsplit-position': _, ...old } = ANNOTATIONS
    expect(chunkedBy(old)).toEqual({ ...TABLE, tarSplitBytes: 0 })
  })

  it.each([
    [undefined],
    [{}],
    [{ ...ANNOTATIONS, 'io.github.containers.zstd-chunked.manifest-checksum': 'sha256:1' }],
    [{ ...ANNOTATIONS, 'io.github.containers.zstd-chunked.manifest-position': '-1:2:3:1' }],
    [{ ...ANNOTATIONS, 'io.github.containers.zstd-chunked.manifest-position': '1:2:3:2' }],
    [{ ...ANNOTATIONS, 'io.github.containers.zstd-chunked.manifest-position': `${'9'.repeat(30)}:2:3:1` }],
  ])('is not known of %j', (annotations) => expect(chunkedBy(annotations)).toBeUndefined())
})

describe('the files of a table', () => {
  const entry = (digest: string, offset: number, endOffset: number) => ({ digest, offset, endOffset })

  it('stand in the order of the blob, each with the header before it', () => {
    expect(filesOfTable([entry('b', 140, 240), entry('a', 10, 100)], 300)).toEqual([
      { content: 'a', bytes: 90, gap: 10 },
      { content: 'b', bytes: 100, gap: 40 },
    ])
  })

  it('are none that overlap, end before they begin, or go beyond the files', () => {
    for (const bad of [[entry('a', 0, 20), entry('b', 10, 30)], [entry('a', 20, 10)], [entry('a', 0, 400)]]) {
      expect(filesOfTable(bad, 300)).toBeUndefined()
    }
  })
})

describe('what is fetched of a layer in part', () => {
  const bytesOf = (files: readonly ChunkedFile[], held: readonly ChunkedFile[]) => {
    const known = new Set(held.map(({ content }) => content))
    return partialBytes(TABLE, files, (content) => known.has(content))
  }

  // What the log of the registry said of Podman 5.8.6, less the config.
  it.for<[string, readonly ChunkedFile[], readonly ChunkedFile[], number]>([
    ['one file of three is another', layer('a', 'b', 'c'), layer('a', 'd', 'c'), 10_046_393],
    ['64 KiB within one file are others', layer('a', 'd', 'c'), layer('e', 'd', 'c'), 10_045_810],
    ['all three are others', layer('a', 'b', 'c'), layer('x', 'y', 'z'), 30_050_988],
    [
      'every second small file is another',
      layer('a', 'b', 'c'),
      [...['a', 'b', 'c'].map(big), ...smalls((at) => (at % 2 ? `new ${at}` : `small ${at}`))],
      260_690,
    ],
  ])('is within 2 %% of what was seen where $0', ([, held, files, seen]) => {
    const bytes = bytesOf(files, held) ?? 0
    expect(Math.abs(bytes - seen) / seen).toBeLessThan(0.02)
  })

  it('is the whole blob where the host has none of the files, and the table alone where it has all', () => {
    expect(bytesOf(layer('a'), [])).toBeUndefined()
    expect(bytesOf(layer('a'), layer('a'))).toBe(38_346 + 4_628 + 380)
  })

  it('is no more with more files on the host', () => {
    const files = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e').map(small), { minLength: 1 })
    fc.assert(
      fc.property(files, files, files, (wanted, held, more) => {
        const [few, many] = [bytesOf(wanted, held), bytesOf(wanted, [...held, ...more])]
        // A part more has a head more, but a file less: files are longer than heads.
        if (few !== undefined) expect(many).toBeLessThanOrEqual(few)
      }),
    )
  })
})
