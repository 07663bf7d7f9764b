import { describe, expect, it, vi } from 'vitest'
import type { SeriesFacts } from '../analysis/compare/facts'
import { digestOf, madeImage } from '../analysis/compare/facts.testing'
import type { ChunkedFile } from '../oci/chunked'
import type { Digest } from '../oci/digest'
import { SourceError } from '../sources/source'
import { withContents } from './contents'
import type { Place } from './resolve-source'

const never = new AbortController().signal
const TABLE = { digest: digestOf<Digest>('table'), at: 100, bytes: 10, unpackedBytes: 20, tarSplitBytes: 0 }

/** A series of one tag, a layer a letter; those in capitals have a table of contents. */
function seriesOf(letters: string): readonly SeriesFacts[] {
  const made = madeImage(
    'localhost/x:1',
    [...letters].map((name) => ({ name, transfer: 100 })),
  )
  const layers = made.layers.map((layer, at) =>
    layer.blob && letters[at] !== letters[at]?.toLowerCase()
      ? { ...layer, blob: { ...layer.blob, chunked: TABLE } }
      : layer,
  )
  const tag = { tag: '1', registry: { ...made, layers }, failures: [] }
  const repository = { host: 'localhost', repository: 'x' }
  return [{ input: { reference: 'x' }, repository, tags: [tag], tagsFound: 1, problems: [] }]
}

const filesIn = ([one]: readonly SeriesFacts[]) =>
  one?.tags[0]?.registry?.layers.map(({ blob }) => blob?.files?.length)

const placeWith = (contents: (digest: string) => Promise<readonly ChunkedFile[] | undefined>) =>
  ({
    run: {
      registry: async () => ({ contents: (_: unknown, { digest }: { digest: string }) => contents(digest) }),
    },
    offline: undefined,
  }) as unknown as Place

const files = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ content: `${at}`, bytes: 1, gap: 0 }))

describe('the files of blobs', () => {
  it('are read where the rule asks for them, once a blob, of those that have a table', async () => {
    const contents = vi.fn(async () => files(3))
    const place = placeWith(contents)
    expect(filesIn(await withContents(seriesOf('aBBC'), 'zstd-chunked', place, never))).toEqual([
      undefined,
      3,
      3,
      3,
    ])
    expect(contents).toHaveBeenCalledTimes(2)
  })

  it('are not asked for under another rule, nor of a snapshot', async () => {
    const contents = vi.fn(async () => files(3))
    const series = seriesOf('AB')
    for (const rule of ['auto', 'classic', 'containers-storage'] as const) {
      expect(await withContents(series, rule, placeWith(contents), never)).toBe(series)
    }
    const offline = { ...placeWith(contents), offline: { kind: 'snapshot' } } as unknown as Place
    expect(await withContents(series, 'zstd-chunked', offline, never)).toBe(series)
    expect(contents).not.toHaveBeenCalled()
  })

  it('are left out where they cannot be read, or are too many beside the others', async () => {
    const failing = async (digest: string) => {
      if (digest === digestOf('b B')) throw new SourceError({ code: 'unreachable', at: 'localhost' })
      return digest === digestOf('b C') ? files(100_001) : files(2)
    }
    const read = await withContents(seriesOf('ABC'), 'zstd-chunked', placeWith(failing), never)
    expect(filesIn(read)).toEqual([2, undefined, undefined])
  })
})
