import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { gaugeJson } from './gauge'
import { snapshotError } from './refusal'

export interface SnapshotLimits {
  /** What to call the file in an error. */
  readonly name: string
  /** The most that may be read, packed and unpacked alike. */
  readonly maxBytes: number
}

export interface SnapshotText {
  readonly text: string
  /** Length of the text. */
  readonly bytes: number
  /** sha256 of the text's bytes in hex: packed or not, it is the same. */
  readonly sha256: string
}

/**
 * Reads the text of a snapshot, unpacked when its first bytes are gzip's. Holds no more than the limit, and stops
 * reading where it is passed.
 *
 * @throws SourceError `bad-snapshot`; what the chunks throw
 */
export async function readText(
  chunks: AsyncIterable<Uint8Array>,
  limits: SnapshotLimits,
): Promise<SnapshotText> {
  const source = chunks[Symbol.asyncIterator]()
  const start = await firstBytes(source)
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  const rest = bounded(start, source, limits)
  const collected = new Collected(limits)
  if (!isGzip) {
    for await (const chunk of rest) collected.add(chunk)
    return collected.finish()
  }
  try {
    await pipeline(rest, createGunzip(), async (unpacked: AsyncIterable<Uint8Array>) => {
      for await (const chunk of unpacked) collected.add(chunk)
    })
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === 'Z_BUF_ERROR') throw snapshotError(limits.name, { code: 'truncated' }, error)
    if (code === 'Z_DATA_ERROR') throw snapshotError(limits.name, { code: 'damaged-gzip' }, error)
    throw error
  }
  return collected.finish()
}

/** The text of a snapshot that is in memory already. @throws SourceError `bad-snapshot` */
export function checkText(text: string, name: string): string {
  const collected = new Collected({ name, maxBytes: Number.POSITIVE_INFINITY })
  collected.add(Buffer.from(text))
  return collected.finish().text
}

/** Chunks may be of one byte. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array()
  while (start.length < 2) {
    const next = await source.next()
    if (next.done) return start
    start = Buffer.concat([start, next.value])
  }
  return start
}

async function* bounded(
  start: Uint8Array,
  source: AsyncIterator<Uint8Array>,
  { name, maxBytes }: SnapshotLimits,
): AsyncGenerator<Uint8Array> {
  let read = start.length
  try {
    yield start
    for (;;) {
      const next = await source.next()
      if (next.done) return
      read += next.value.length
      if (read > maxBytes) throw snapshotError(name, { code: 'too-large', limitBytes: maxBytes })
      yield next.value
    }
  } finally {
    await source.return?.()
  }
}

class Collected {
  private readonly chunks: Uint8Array[] = []
  private length = 0
  private readonly hash = createHash('sha256')

  constructor(private readonly limits: SnapshotLimits) {}

  add(chunk: Uint8Array): void {
    const { name, maxBytes } = this.limits
    this.length += chunk.length
    if (this.length > maxBytes) throw snapshotError(name, { code: 'too-large', limitBytes: maxBytes })
    this.hash.update(chunk)
    this.chunks.push(chunk)
  }

  finish(): SnapshotText {
    const { name } = this.limits
    const bytes = Buffer.concat(this.chunks.splice(0), this.length)
    const shape = gaugeJson(bytes)
    if (shape === 'too-complex') throw snapshotError(name, { code: 'too-complex' })
    if (shape === 'open' || bytes.length === 0) throw snapshotError(name, { code: 'truncated' })
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      return { text, bytes: bytes.length, sha256: this.hash.digest('hex') }
    } catch (cause) {
      throw snapshotError(name, { code: 'not-json' }, cause)
    }
  }
}
