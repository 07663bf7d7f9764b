import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BlobDigest, Digest } from '../../oci/digest'
import type { BlobFacts } from '../../oci/facts'
import { type FakeRegistry, startFakeRegistry } from './fake-registry.testing'
import { registrySource } from './source'

const never = new AbortController().signal
const sha256 = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const FILES = Buffer.alloc(400, 'files')

/** A zstd frame of one block that is not packed. */
function zstd(content: Buffer): Buffer {
  const [head, block] = [Buffer.from('28b52ffda000000000', 'hex'), Buffer.alloc(3)]
  head.writeUInt32LE(content.length, 5)
  block.writeUIntLE((content.length << 3) | 1, 0, 3)
  return Buffer.concat([head, block, content])
}

const ENTRIES = [
  { type: 'dir', name: 'd/', mode: 493 },
  { type: 'reg', name: 'd/a', size: 90, digest: 'sha256:a', offset: 10, endOffset: 100, chunkSize: 50 },
  { type: 'chunk', name: 'd/a', offset: 60, chunkSize: 40, chunkOffset: 50 },
  { type: 'reg', name: 'd/empty' },
  { type: 'hardlink', name: 'd/link', linkName: 'd/a' },
  { type: 'reg', name: 'd/b', size: 5, digest: 'sha256:b', offset: 140, endOffset: 240 },
]

let fake: FakeRegistry
let blob: Buffer
beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

/** Serves a blob with this table; parts of it as long as `hasParts`. */
function serve(table: Buffer, { hasParts = true, facts = {} } = {}): BlobFacts {
  blob = Buffer.concat([FILES, table, Buffer.alloc(64)])
  const digest = sha256(blob) as unknown as BlobDigest
  fake.before = ({ url, headers: { range } }, response) => {
    if (!url?.includes(digest)) return false
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
    if (hasParts && from && to) response.writeHead(206).end(blob.subarray(Number(from), Number(to) + 1))
    else response.writeHead(200).end(blob)
    return true
  }
  const chunked = {
    digest: sha256(table) as unknown as Digest,
    at: FILES.length,
    bytes: table.length,
    unpackedBytes: 1000,
    tarSplitBytes: 0,
    ...facts,
  }
  return { digest, mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd', chunked }
}

const read = (facts: BlobFacts) =>
  registrySource({ host: fake.host }).contents!({ host: fake.host, repository: 'app' }, facts, never)
const tableOf = (entries: unknown, version = 1) => zstd(Buffer.from(JSON.stringify({ version, entries })))
const failed = (code: string) => ({ failure: { code } })

describe('the files of a blob', () => {
  it('come from its table of contents, by one request for that part alone', async () => {
    expect(await read(serve(tableOf(ENTRIES)))).toEqual([
      { content: 'sha256:a', bytes: 90, gap: 10 },
      { content: 'sha256:b', bytes: 100, gap: 40 },
    ])
    expect(fake.requests.filter(({ path }) => path.includes('/blobs/'))).toHaveLength(1)
  })

  it('are not known of a blob without a table, of a table that is too large, or without parts', async () => {
    const table = tableOf(ENTRIES)
    expect(await read({ ...serve(table), chunked: undefined })).toBeUndefined()
    expect(await read(serve(table, { facts: { bytes: 1 << 24 } }))).toBeUndefined()
    expect(await read(serve(table, { facts: { unpackedBytes: 1 << 30 } }))).toBeUndefined()
    expect(await read(serve(table, { hasParts: false }))).toBeUndefined()
  })

  it('are refused where the table is not the one that the descriptor names, or none', async () => {
    const table = tableOf(ENTRIES)
    const other = { digest: sha256(FILES) as unknown as Digest }
    await expect(read(serve(table, { facts: other }))).rejects.toMatchObject(failed('digest-mismatch'))
    for (const bad of [
      Buffer.from('no zstd at all, but long enough'),
      table.subarray(0, 20),
      zstd(Buffer.from('no JSON')),
      tableOf(ENTRIES, 2),
      tableOf([{ type: 'reg', digest: 'a', offset: 0, endOffset: 1e6 }]),
      tableOf([{ type: 'reg', digest: 'a', offset: -1, endOffset: 1 }]),
    ]) {
      await expect(read(serve(bad))).rejects.toMatchObject(failed('malformed'))
    }
  })
})
