import { createHash } from 'node:crypto'
import type { LayerIndex } from '../../layerfs/entry'
import { LayerReader } from '../../layerfs/layer-reader'
import { RATIO_FROM_BYTES, type ScanLimits } from '../../layerfs/limits'
import { TarError } from '../../layerfs/tar-error'
import type { DiffId } from '../../oci/digest'
import { contentHasher } from './content-hasher'
import { unpack } from './decompress'
import type { ByteInput } from './layer-bytes'
import { LayerError } from './layer-error'

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
export async function indexLayer(input: ByteInput, options: IndexOptions): Promise<LayerIndex> {
  const { limits } = options
  const reader = new LayerReader(await contentHasher(), limits)
  const digest = createHash('sha256')
  const meter = new Meter(input, options.onRead)
  let tarBytes = 0
  try {
    for await (const chunk of unpack(meter)) {
      tarBytes += chunk.length
      judge(tarBytes, meter.bytes, limits)
      digest.update(chunk)
      reader.write(chunk)
    }
    const { entries, notes } = reader.end()
    return { diffId: `sha256:${digest.digest('hex')}` as string as DiffId, tarBytes, entries, notes }
  } catch (error) {
    throw error instanceof TarError ? layerErrorOf(error) : error
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

function layerErrorOf(error: TarError): LayerError {
  const code = error.code === 'bad-header' ? 'corrupt' : error.code
  return new LayerError({ code, detail: `tar: ${error.message}` }, { cause: error })
}

/** Counts what is read of an input. */
class Meter implements ByteInput {
  bytes = 0

  constructor(
    private readonly input: ByteInput,
    private readonly onRead: ((bytes: number) => void) | undefined,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.input) yield this.count(chunk)
  }

  get wait(): (() => Iterable<Uint8Array>) | undefined {
    const { input } = this
    if (!input.wait) return undefined
    const chunks = input.wait.bind(input)
    const count = this.count.bind(this)
    return function* () {
      for (const chunk of chunks()) yield count(chunk)
    }
  }

  private count(chunk: Uint8Array): Uint8Array {
    this.bytes += chunk.length
    this.onRead?.(chunk.length)
    return chunk
  }
}
