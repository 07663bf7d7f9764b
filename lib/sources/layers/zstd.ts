import { ZSTDDecoder } from 'zstddec/stream'
import type { ByteInput } from './layer-bytes'
import { LayerError } from './layer-error'

const decoder = new ZSTDDecoder()
/** The decoder goes round for ever on input that it cannot read: so often it may make nothing of one chunk. */
const MOST_EMPTY = 8

/**
 * Unpacks zstd. The decoder asks for its input at once, so an input that cannot be waited for on this thread is
 * gathered first.
 *
 * @throws LayerError `corrupt`, `truncated`
 */
export async function* unzstd(input: ByteInput): AsyncGenerator<Uint8Array> {
  await decoder.init()
  const chunks = input.wait?.() ?? (await gather(input))
  let empty = 0
  function* nonEmpty() {
    for (const chunk of chunks) {
      if (chunk.length === 0) continue
      empty = 0
      yield chunk
    }
  }
  try {
    for (const chunk of decoder.decodeStreaming(nonEmpty())) {
      if (chunk.length > 0) {
        empty = 0
        yield chunk
      } else if (++empty > MOST_EMPTY) throw new LayerError({ code: 'corrupt', detail: 'zstd' })
    }
  } catch (error) {
    throw zstdError(error)
  }
}

/** What the decoder throws; errors of the input (an abort, a broken connection) are left as they are. */
function zstdError(error: unknown): unknown {
  if (error instanceof WebAssembly.RuntimeError) {
    return new LayerError({ code: 'corrupt', detail: 'zstd' }, { cause: error })
  }
  const isIncomplete = error instanceof Error && error.message.startsWith('Incomplete stream')
  return isIncomplete ? new LayerError({ code: 'truncated', detail: 'zstd' }, { cause: error }) : error
}

async function gather(input: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  return chunks
}
