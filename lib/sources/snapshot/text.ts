import { createHash } from 'node:crypto'
import { wholeOf, within } from '../bytes'
import { gunzip, packingOf, peek } from '../layers/decompress'
import { LayerError } from '../layers/layer-error'
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
  { name, maxBytes }: SnapshotLimits,
): Promise<SnapshotText> {
  const bounded = (input: AsyncIterable<Uint8Array>) =>
    within(input, maxBytes, () => snapshotError(name, { code: 'too-large', limitBytes: maxBytes }))
  const { start, whole } = await peek(bounded(chunks))
  try {
    const bytes = await wholeOf(bounded(packingOf(start) === 'gzip' ? gunzip(whole) : whole))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { text: textOf(bytes, name), bytes: bytes.length, sha256 }
  } catch (error) {
    if (!(error instanceof LayerError)) throw error
    const code = error.problem.code === 'truncated' ? 'truncated' : 'damaged-gzip'
    throw snapshotError(name, { code }, error)
  }
}

/** The text of a snapshot that is in memory already. @throws SourceError `bad-snapshot` */
export function checkText(text: string, name: string): string {
  return textOf(Buffer.from(text), name)
}

function textOf(bytes: Buffer, name: string): string {
  const shape = gaugeJson(bytes)
  if (shape === 'too-complex') throw snapshotError(name, { code: 'too-complex' })
  if (shape === 'open' || bytes.length === 0) throw snapshotError(name, { code: 'truncated' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw snapshotError(name, { code: 'not-json' }, cause)
  }
}
