import { LayerReader } from '../../layerfs/layer-reader'
import { RATIO_FROM_BYTES, type ScanLimits } from '../../layerfs/limits'
import type { PackedLayer } from '../../layerfs/packed'
import { TarError } from '../../layerfs/tar-error'
import type { DiffId } from '../../oci/digest'
import { contentHasher, sideHasher, tarHasher } from './content-hasher'
import { unpack } from './decompress'
import type { ByteInput } from './layer-bytes'
import { LayerError, layerErrorOf } from './layer-error'

export interface IndexOptions {
  readonly limits: ScanLimits
  /** Called as packed bytes are read. */
  readonly onRead?: ((bytes: number) => void) | undefined
}

/**
 * Reads one layer, packed or not, into the list of its files. The digest that it computes is of what it read: the
 * caller compares it with the diffID that it expected.
 *
 * @throws LayerError; what the input throws
 */
export async function indexLayer(input: ByteInput, options: IndexOptions): Promise<PackedLayer> {
  const { limits } = options
  const reader = new LayerReader(await contentHasher(), limits)
  let hasher = tarHasher()
  let packedBytes = 0
  let tarBytes = 0
  const packed = watched(input, ({ length }) => {
    packedBytes += length
    options.onRead?.(length)
  })
  const chunks = unpack(packed, (packing) => {
    if (packing !== 'gzip') hasher = sideHasher()
  })
  try {
    for await (const chunk of chunks) {
      tarBytes += chunk.length
      judge(tarBytes, packedBytes, limits)
      hasher.update(chunk)
      reader.write(chunk)
    }
    return reader.end(tarBytes, () => `sha256:${hasher.digest()}` as string as DiffId)
  } catch (error) {
    throw error instanceof TarError ? layerErrorOf(error, 'tar') : error
  } finally {
    hasher.close()
  }
}

function judge(tarBytes: number, packedBytes: number, limits: ScanLimits): void {
  if (tarBytes > limits.tarBytes) {
    throw new LayerError({ code: 'limit', detail: `more than ${limits.tarBytes} bytes unpacked` })
  }
  if (tarBytes > RATIO_FROM_BYTES && tarBytes > packedBytes * limits.ratio) {
    throw new LayerError({ code: 'limit', detail: `unpacks to more than ${limits.ratio} times its length` })
  }
}

/** An input that says of each chunk that it was read. */
function watched(input: ByteInput, onChunk: (chunk: Uint8Array) => void): ByteInput {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const chunk of input) {
        onChunk(chunk)
        yield chunk
      }
    },
    ...(input.wait && {
      *wait() {
        for (const chunk of input.wait?.() ?? []) {
          onChunk(chunk)
          yield chunk
        }
      },
    }),
  }
}
