import { PassThrough, pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ByteInput } from './layer-bytes'
import { LayerError } from './layer-error'
import { unzstd } from './zstd'

/** How a layer's bytes are packed. */
export type Packing = 'gzip' | 'zstd' | 'none'

const OUTPUT_CHUNK_BYTES = 256 << 10

/**
 * Unpacks a layer by what its first bytes say, since media types are often wrong: gzip (of several members too, as
 * eStargz has), zstd (of several frames), or a tar as it is.
 *
 * @param onPacking  called before the first bytes come
 * @throws LayerError `truncated`, `corrupt`
 */
export async function* unpack(
  input: ByteInput,
  onPacking?: (packing: Packing) => void,
): AsyncGenerator<Uint8Array> {
  const { start, whole } = await peek(input)
  const packing = packingOf(start)
  onPacking?.(packing)
  if (packing === 'gzip') yield* gunzip(whole)
  else if (packing === 'zstd') yield* unzstd(whole)
  else yield* whole.wait?.() ?? whole
}

/** By the first four bytes; an empty input is no packing. */
export function packingOf(start: Uint8Array): Packing {
  const [a, b, c, d] = start
  if (a === 0x1f && b === 0x8b) return 'gzip'
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd'
  // A skippable frame: zstd:chunked keeps its table of contents in some.
  if (a !== undefined && a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18) return 'zstd'
  return 'none'
}

/** Unpacks gzip, of several members too. @throws LayerError `truncated`, `corrupt`; what the input throws */
export async function* gunzip(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzipped = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES })
  const source = Readable.from(input, { objectMode: false, highWaterMark: OUTPUT_CHUNK_BYTES })
  const out = new PassThrough({ readableHighWaterMark: 1 << 20, writableHighWaterMark: 1 << 20 })
  pipeline(source, gunzipped, out, () => undefined)
  try {
    for await (const chunk of out) yield chunk as Uint8Array
  } catch (error) {
    throw gzipError(error)
  }
}

function gzipError(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'Z_BUF_ERROR') return new LayerError({ code: 'truncated', detail: 'gzip' }, { cause: error })
  if (code?.startsWith('Z_')) {
    return new LayerError({ code: 'corrupt', detail: `gzip: ${message}` }, { cause: error })
  }
  return error
}

/** The first four bytes of an input, and the input with all that it has. */
export async function peek(
  input: ByteInput,
): Promise<{ readonly start: Uint8Array; readonly whole: ByteInput }> {
  const rest = input[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  const start: number[] = []
  while (start.length < 4) {
    const { done, value } = await rest.next()
    if (done) break
    first.push(value)
    start.push(...value.subarray(0, 4 - start.length))
  }
  const whole: ByteInput = {
    async *[Symbol.asyncIterator]() {
      try {
        yield* first
        for (;;) {
          const { done, value } = await rest.next()
          if (done) return
          yield value
        }
      } finally {
        await rest.return?.()
      }
    },
    ...(input.wait && {
      *wait() {
        yield* first
        yield* input.wait?.() ?? []
      },
    }),
  }
  return { start: Uint8Array.from(start), whole }
}
