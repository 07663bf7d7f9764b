import { z } from 'zod'
import { type ChunkedFile, filesOfTable } from '../../oci/chunked'
import type { BlobFacts } from '../../oci/facts'
import type { Repository } from '../../oci/reference'
import { wholeOf, within } from '../bytes'
import { checked, jsonOf, malformed } from '../json'
import { LayerError } from '../layers/layer-error'
import { unzstd } from '../layers/zstd'
import { SourceError } from '../source'
import type { RegistryClient } from './client'
import { type Asker, askBlob } from './documents'
import { verify } from './verify'

/** The table of a base image of twenty thousand files is a quarter as large. */
const TABLE_LIMIT_BYTES = 4 << 20
const UNPACKED_LIMIT_BYTES = 24 << 20

const entry = z.object({
  type: z.string(),
  digest: z.string().optional(),
  offset: z.number().int().nonnegative().optional(),
  endOffset: z.number().int().nonnegative().optional(),
})
const table = z.object({ version: z.literal(1), entries: z.array(entry) })

/**
 * The files of a blob, as its table of contents has them: one request for a part of the blob, whose digest is checked.
 *
 * @returns undefined for a blob that has none, for one that is larger than a table should be, and where the registry
 *          gives no parts of blobs
 * @throws SourceError `malformed`, `digest-mismatch` and those of a request
 */
export async function readContents(
  client: RegistryClient,
  repository: Repository,
  { digest, chunked }: BlobFacts,
  { signal, budget }: Asker,
): Promise<readonly ChunkedFile[] | undefined> {
  const { bytes = 0, unpackedBytes = 0 } = chunked ?? {}
  if (!chunked || bytes === 0 || bytes > TABLE_LIMIT_BYTES || unpackedBytes > UNPACKED_LIMIT_BYTES)
    return undefined
  const range = [chunked.at, chunked.at + bytes - 1] as const
  const answer = await askBlob(
    client,
    repository,
    digest,
    { limitBytes: bytes, range, budget },
    signal,
  ).catch((error: unknown) => {
    // All of the blob came in place of its part.
    if (error instanceof SourceError && error.failure.code === 'too-large') return undefined
    throw error
  })
  if (answer?.status !== 206) return undefined
  verify(answer.body, chunked.digest, client.host)
  const json = jsonOf(await unpacked(answer.body, client.host), client.host, 'table of contents: ')
  const { entries } = checked(json, table, client.host, 'table of contents: ')
  const files = entries.flatMap(({ type, digest: content, offset, endOffset }) =>
    type === 'reg' && content !== undefined && offset !== undefined && endOffset !== undefined
      ? [{ digest: content, offset, endOffset }]
      : [],
  )
  const found = filesOfTable(files, chunked.at)
  if (found) return found
  throw malformed(client.host, 'table of contents: files overlap')
}

/** Bounded by what comes out, whatever the blob's maker says. */
async function unpacked(body: Buffer, at: string): Promise<Buffer> {
  async function* chunks() {
    yield body
  }
  const tooLarge = () => new SourceError({ code: 'too-large', at, limitBytes: UNPACKED_LIMIT_BYTES })
  try {
    return await wholeOf(within(unzstd(chunks()), UNPACKED_LIMIT_BYTES, tooLarge))
  } catch (error) {
    if (error instanceof LayerError) throw malformed(at, 'table of contents: not zstd')
    throw error
  }
}
