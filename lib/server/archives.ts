import 'server-only'
import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import type { PackedLayer } from '../layerfs/packed'
import { TarError } from '../layerfs/tar-error'
import type { UnpackedBytes } from '../oci/bytes'
import type { LayerFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { archiveSource, imagesOf, readSaved, readSavedFile, type SavedImage } from '../sources/archive'
import { heldBytes } from '../sources/held-bytes'
import type { Packing } from '../sources/layers/decompress'
import { LayerError } from '../sources/layers/layer-error'
import type { LayerIndexer } from '../sources/layers/pool'
import { type ImageSource, SourceError } from '../sources/source'
import type { LayerFiles } from './layer-files'

/** Uploaded archives whose images are remembered, and the bytes of their facts; the one opened longest ago goes first. */
const KEPT_UPLOADS = { max: 50, maxSize: 128 << 20 }
/** Whose layers those of uploads are, where threads are shared out: one party, however many there are. */
const UPLOADS = 'uploads'

/** Image archives that may be opened: files that the configuration names, and those that were uploaded. */
export class Archives {
  private readonly opened = new Map<string, { stamp: string; source: Promise<ImageSource> }>()
  private readonly uploads: LRUCache<string, ImageSource>

  constructor(
    /** Files, and folders of them. */
    private readonly allowed: readonly string[],
    private readonly files: LayerFiles,
    private readonly indexer: LayerIndexer,
    kept: { readonly max: number; readonly maxSize: number } = KEPT_UPLOADS,
  ) {
    this.uploads = new LRUCache(kept)
  }

  /** Names of the archives that can be opened. */
  async list(): Promise<readonly string[]> {
    return [...(await this.paths()).keys(), ...this.uploads.rkeys()]
  }

  /** @throws SourceError `not-found` for a name that is not listed; `malformed` for a file that cannot be read */
  async open(name: string, signal: AbortSignal): Promise<ImageSource> {
    signal.throwIfAborted()
    const uploaded = this.uploads.get(name)
    if (uploaded) return uploaded
    const file = (await this.paths()).get(name)
    const stats = file === undefined ? undefined : await stat(file).catch(() => undefined)
    if (!file || !stats) throw new SourceError({ code: 'not-found', at: 'archives', what: name })
    const stamp = `${stats.mtimeMs} ${stats.size}`
    const known = this.opened.get(name)
    if (known?.stamp === stamp) return known.source
    const source = openFile(file, name)
    this.opened.set(name, { stamp, source })
    source.catch(() => this.opened.delete(name))
    return source
  }

  /**
   * Reads an archive as it comes, once: its layers' files are kept, its layers are not.
   *
   * @param fileName  what the person calls it
   * @returns         the name under which it can be opened now
   * @throws LayerError, SourceError
   */
  async upload(chunks: AsyncIterable<Uint8Array>, fileName: string, signal: AbortSignal): Promise<string> {
    const digest = createHash('sha256')
    const sizes = new Map<string, { bytes: number; packing: Packing }>()
    const unpacked = new Map<string, UnpackedBytes>()
    const saved = await readSaved(hashing(chunks, digest), async (layer, bytes, length, packing) => {
      sizes.set(layer, { bytes: length, packing })
      const index = await this.indexer.index(
        { kind: 'stream', chunks: bytes },
        () => undefined,
        signal,
        UPLOADS,
      )
      unpacked.set(index.diffId, storedBytes(await this.files.put(index)))
    })
    const name = `${baseName(fileName)}-${digest.digest('hex').slice(0, 12)}`
    const images = withUnpacked(imagesOf(saved, sizes, name, new Date().toISOString()), unpacked)
    this.uploads.set(name, archiveSource({ name, images }), { size: bytesOf(images) })
    return name
  }

  private async paths(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    for (const place of this.allowed) {
      const isFolder = (await stat(place).catch(() => undefined))?.isDirectory()
      const names = isFolder ? await readdir(place).catch(() => []) : [path.basename(place)]
      for (const name of names.filter((one) => /\.tar$/.test(one))) {
        found.set(name, isFolder ? path.join(place, name) : place)
      }
    }
    return found
  }
}

/** File content that a layer stores, a hard link once, and the text of symlinks: so classic engines count. */
function storedBytes({ entries }: PackedLayer): UnpackedBytes {
  let sum = 0
  for (let index = 0; index < entries.length; index++) {
    sum += entries.bytesOf(index)
    if (entries.kindOf(index) === 'symlink') sum += Buffer.byteLength(entries.extraOf(index))
  }
  return sum as UnpackedBytes
}

/** What a host would say that its layers take: their files were just counted. Names of one image share its layers. */
function withUnpacked(
  images: readonly SavedImage[],
  known: ReadonlyMap<string, UnpackedBytes>,
): readonly SavedImage[] {
  const counted = new Map<SavedImage['facts']['layers'], SavedImage['facts']['layers']>()
  return images.map((image) => {
    const { layers } = image.facts
    const found = counted.get(layers) ?? layers.map((layer) => withBytes(layer, known.get(layer.diffId)))
    counted.set(layers, found)
    return { ...image, facts: { ...image.facts, layers: found } }
  })
}

function withBytes(layer: LayerFacts, bytes: UnpackedBytes | undefined): LayerFacts {
  if (bytes === undefined) return layer
  return { ...layer, unpacked: { bytes, exactness: 'measured', ruler: 'file content' } }
}

/** Names of one image share all but their reference. */
function bytesOf(images: readonly SavedImage[]): number {
  const seen = new Set<unknown>()
  const once = (part: unknown) => (seen.size < seen.add(part).size ? heldBytes(part) : 0)
  const parts = images.map(({ facts: { layers, history, reference }, layerPaths }) => {
    return once(layers) + once(history) + once(layerPaths) + heldBytes(reference) + NAME_BYTES
  })
  return parts.reduce((sum, bytes) => sum + bytes, 1)
}

/** What one name more takes: facts that share the rest, and its places in lists and maps. */
const NAME_BYTES = 500

async function openFile(file: string, name: string): Promise<ImageSource> {
  try {
    const saved = await readSavedFile(file)
    const images = imagesOf(saved, saved.layers, name, new Date().toISOString())
    return archiveSource({ name, images, path: file, layers: saved.layers })
  } catch (error) {
    if (error instanceof SourceError) throw error
    const failure: SourceFailure =
      error instanceof TarError || error instanceof LayerError
        ? { code: 'malformed', at: name, detail: error.message }
        : { code: 'unreachable', at: name, detail: (error as { code?: string }).code }
    throw new SourceError(failure, { cause: error })
  }
}

async function* hashing(
  chunks: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    digest.update(chunk)
    yield chunk
  }
}

/** A file's name without what has no place in a link. */
function baseName(fileName: string): string {
  const plain = fileName.replace(/\.tar$/, '').replace(/[^\w.-]+/g, '-')
  return plain.slice(0, 60) || 'archive'
}
