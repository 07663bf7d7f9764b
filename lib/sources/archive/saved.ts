import { cleanPath, decodeName } from '../../layerfs/path'
import { TarError } from '../../layerfs/tar-error'
import { type ContentSink, type TarEntry, TarReader } from '../../layerfs/tar-reader'
import { EMPTY_BLOB } from '../../oci/digest'
import { ByteQueue } from '../layers/byte-queue'
import { type Packing, packingOf } from '../layers/decompress'
import { layerErrorOf } from '../layers/layer-error'

/** The documents of an image archive, by their path in it, and where its links lead. */
export interface SavedDocuments {
  readonly documents: ReadonlyMap<string, Buffer>
  /** `b/layer.tar` that is a link to `../a/layer.tar`: old archives store equal layers once. */
  readonly links: ReadonlyMap<string, string>
}

/** Takes a layer as it passes by; it need not read it to its end. */
export type TakeSaved = (
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  packing: Packing,
) => Promise<void>

/** Manifests and configs are far smaller; what is larger is a layer. */
export const MAX_DOCUMENT_BYTES = 8 << 20
/** What of an archive is kept in memory: a file that has more is no image archive. */
export const SAVED_LIMITS = { entries: 100_000, pathBytes: 16 << 20, documentBytes: 64 << 20 }
/** Enough of a file to tell a document from a layer. */
export const SNIFF_BYTES = 512

/**
 * Reads what `docker save` writes, and OCI layouts in a tar, once and as a stream: documents are kept, layers are
 * handed on one after the other. Both the layout of old engines (`<id>/layer.tar`) and that of new ones
 * (`blobs/sha256/<digest>`, packed or not) are understood, by what the files hold.
 *
 * @throws LayerError for an archive that is damaged; what `take` throws
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function readSaved(
  chunks: AsyncIterable<Uint8Array>,
  take: TakeSaved,
  limits = SAVED_LIMITS,
): Promise<SavedDocuments> {
  const reading = new Reading(take, new Kept(limits))
  try {
    for await (const chunk of chunks) {
      reading.tar.write(chunk)
      await reading.settle()
    }
    reading.tar.end()
  } catch (error) {
    reading.layer?.queue.end({ error })
    throw error instanceof TarError ? layerErrorOf(error, 'archive') : error
  }
  return reading
}

/** Counts what is kept of an archive. */
export class Kept {
  private entries = 0
  private pathBytes = 0
  private documentBytes = 0

  constructor(private readonly limits = SAVED_LIMITS) {}

  /** @throws TarError `limit` */
  entry(path: string, link = ''): void {
    this.entries++
    this.pathBytes += path.length + link.length
    const { entries, pathBytes } = this.limits
    if (this.entries > entries) throw new TarError('limit', `it holds more than ${entries} files`)
    if (this.pathBytes > pathBytes) throw new TarError('limit', `its paths are over ${pathBytes >> 20} MiB`)
  }

  /** @throws TarError `limit` */
  document(bytes: number): void {
    this.documentBytes += bytes
    const { documentBytes } = this.limits
    if (this.documentBytes > documentBytes)
      throw new TarError('limit', `its files beside layers are over ${documentBytes >> 20} MiB`)
  }
}

class Reading implements SavedDocuments {
  readonly documents = new Map<string, Buffer>()
  readonly links = new Map<string, string>()
  readonly tar = new TarReader((entry) => this.open(entry))
  layer: { readonly queue: ByteQueue; readonly taken: Promise<void>; ended: boolean } | undefined
  private readonly failures: unknown[] = []

  constructor(
    private readonly take: TakeSaved,
    private readonly kept: Kept,
  ) {}

  /** Waits until the layer that is under way has room, or is taken when it is complete. */
  async settle(): Promise<void> {
    if (!this.layer) return
    if (this.layer.ended) await this.layer.taken
    else await this.layer.queue.room()
    if (this.failures.length > 0) throw this.failures[0]
  }

  private open(entry: TarEntry): ContentSink | undefined {
    const { path } = cleanPath(decodeName(entry.name).text)
    const link = linkOf(path, entry)
    this.kept.entry(path, link)
    if (link !== undefined) this.links.set(path, link)
    if (entry.type !== '0') return undefined
    return this.sniff(path, entry.size)
  }

  /** Gathers the first bytes of a file, and then knows where the rest goes. */
  private sniff(path: string, size: number): ContentSink {
    let head: Uint8Array[] = []
    let length = 0
    let sink: ContentSink | undefined
    const decide = () => {
      const start = Buffer.concat(head)
      head = []
      sink = isLayer(path, start)
        ? this.layerSink(path, size, packingOf(start))
        : this.documentSink(path, size)
      sink?.data(start)
    }
    return {
      data: (chunk) => {
        if (sink) return sink.data(chunk)
        head.push(Uint8Array.from(chunk))
        length += chunk.length
        if (length >= Math.min(SNIFF_BYTES, size)) decide()
      },
      end: () => {
        if (!sink) decide()
        sink?.end()
      },
    }
  }

  private documentSink(path: string, size: number): ContentSink | undefined {
    if (size > MAX_DOCUMENT_BYTES) return undefined
    this.kept.document(size)
    const pieces: Uint8Array[] = []
    return {
      data: (chunk) => void pieces.push(Uint8Array.from(chunk)),
      end: () => void this.documents.set(path, Buffer.concat(pieces)),
    }
  }

  private layerSink(path: string, size: number, packing: Packing): ContentSink {
    const queue = new ByteQueue()
    const before = this.layer?.taken ?? Promise.resolve()
    const taken = before
      .then(() => this.take(path, queue, size, packing))
      .catch((error: unknown) => void this.failures.push(error))
      .finally(() => queue.leave())
    const layer = { queue, taken, ended: false }
    this.layer = layer
    return {
      // The chunk is a part of what the stream gave, which is not written to again.
      data: (chunk) => queue.push(chunk),
      end: () => {
        layer.ended = true
        queue.end()
      },
    }
  }
}

/** Where an entry that is a link leads, as a path of the archive; undefined for other entries. */
export function linkOf(path: string, { type, linkName }: TarEntry): string | undefined {
  if (type !== '1' && type !== '2') return undefined
  const from = type === '2' ? path.replace(/[^/]*$/, '') : ''
  return cleanPath(from + decodeName(linkName).text).path
}

/** Where a layout has the blob of 0 bytes, which can be nothing but a layer. */
const EMPTY_PATH = `blobs/${EMPTY_BLOB.replace(':', '/')}`

/** Layers are packed, or tars: the mark of a header stands at 257; old engines name them `layer.tar`. */
export function isLayer(path: string, start: Uint8Array): boolean {
  if (packingOf(start) !== 'none') return true
  const mark = Buffer.from(start.buffer, start.byteOffset, start.length).toString('latin1', 257, 262)
  if (mark === 'ustar' || path.endsWith('/layer.tar') || path === EMPTY_PATH) return true
  // The layer of a step that changed nothing: an archive of no entries, which is blocks of zeros.
  return start.length >= SNIFF_BYTES && start.subarray(0, SNIFF_BYTES).every((byte) => byte === 0)
}
