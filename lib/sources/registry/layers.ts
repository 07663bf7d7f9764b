import type { TransferBytes } from '../../oci/bytes'
import type { BlobDigest, DiffId } from '../../oci/digest'
import type { BlobFacts, LayerFacts } from '../../oci/facts'
import { isPlausible } from '../../oci/packing'
import type { Reference } from '../../oci/reference'
import { onAbort } from '../abort'
import { malformed } from '../json'
import { type Packing, packingOf } from '../layers/decompress'
import { type LayersQuery, SourceError, type TakeLayer } from '../source'
import type { RegistryClient } from './client'
import { askBlob } from './documents'

/** What a blob is, by its bytes. */
export interface BlobRead {
  readonly bytes?: TransferBytes
  readonly packedAs?: BlobFacts['packedAs']
  readonly diffId?: DiffId
}

/**
 * Hands on the blobs of the wanted layers, each once, all at a time: the taker decides how many are read.
 *
 * @param onRead  called with what a blob was found to be when it was read whole, and when it was unpacked
 */
export async function registryLayers(
  client: RegistryClient,
  queries: readonly LayersQuery[],
  take: TakeLayer,
  onRead: (digest: BlobDigest, read: BlobRead) => void,
  signal: AbortSignal,
): Promise<void> {
  const found = new Map<string, { readonly layer: LayerFacts; readonly reference: Reference }>()
  for (const { reference, image, wanted } of queries) {
    for (const layer of image.layers) {
      if (wanted.has(layer.diffId) && layer.blob) found.set(layer.diffId, { layer, reference })
    }
  }
  const offers = [...found.values()].map(({ layer, reference }) => {
    const found = (diffId: DiffId) => layer.blob && onRead(layer.blob.digest, { diffId })
    const chunks = readBlob(client, reference, layer, onRead, signal)
    return take({ diffId: layer.diffId, bytes: { kind: 'stream', chunks }, found })
  })
  await Promise.all(offers)
}

/** Opens a blob when its first bytes are asked for. */
async function* readBlob(
  client: RegistryClient,
  reference: Reference,
  { blob }: LayerFacts,
  onRead: (digest: BlobDigest, read: BlobRead) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!blob) return
  if (blob.foreign) {
    throw new SourceError({ code: 'unsupported', at: client.host, mediaType: blob.mediaType.slice(0, 200) })
  }
  const { transferBytes, declaredBytes = transferBytes } = blob
  // Where no length is known, the limits of a scan and the pace hold alone.
  const most = declaredBytes && isPlausible(declaredBytes) ? declaredBytes : transferBytes
  const limitBytes = most ?? Number.POSITIVE_INFINITY
  const tooLarge = () => malformed(client.host, `${blob.digest}: more than ${limitBytes} bytes, its length`)
  const ask = { limitBytes, tooLarge, streamed: true }
  const { stream } = await askBlob(client, reference, blob.digest, ask, signal)
  if (!stream) return
  // An abort closes the connection even while nothing comes.
  const stay = onAbort(signal, () => stream.close())
  try {
    let bytes = 0
    let packing: Packing | undefined
    for await (const chunk of stream.chunks) {
      bytes += chunk.length
      packing ??= packingOf(chunk)
      yield chunk
    }
    onRead(blob.digest, { bytes: bytes as TransferBytes, packedAs: packing === 'none' ? undefined : packing })
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    stay()
    stream.close()
  }
}
