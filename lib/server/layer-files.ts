import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { IndexedLayer } from '../layerfs/entry'
import { openPacked, type PackedLayer, packLayer } from '../layerfs/packed'
import type { DiffId } from '../oci/digest'
import { DiskCache, type DiskCacheOptions } from './disk-cache'

/** What is kept in memory: some two million files. */
const MEMORY_BYTES = 128 << 20
/** Columns repeat themselves much: the fastest packing takes most of it away. */
const LEVEL = 3
/** Unpacked, an entry is what was read within the limits of a layer. */
const MOST_BYTES = 2 ** 30

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** The file lists of layers by diffID, kept for good: the last ones in memory, all on disk. */
export class LayerFiles {
  private readonly memory = new LRUCache<string, PackedLayer>({ maxSize: MEMORY_BYTES })
  private readonly disk: DiskCache

  constructor(options: DiskCacheOptions) {
    this.disk = new DiskCache(options)
  }

  /** The files of a layer, undefined when they have not been read. */
  async get(diffId: DiffId): Promise<PackedLayer | undefined> {
    const kept = this.memory.get(diffId)
    if (kept) return kept
    const packed = await this.disk.get(keyOf(diffId))
    const layer = packed && (await read(packed))
    if (layer?.diffId === diffId) return this.keep(layer)
    if (packed) await this.disk.forget(keyOf(diffId))
    return undefined
  }

  /** Whether `get` is likely to find them. */
  async has(diffId: DiffId): Promise<boolean> {
    return this.memory.has(diffId) || (await this.disk.has(keyOf(diffId)))
  }

  /** Keeps a worker's answer, and resolves with it when it can be had; the disk may come later. */
  async put(index: IndexedLayer): Promise<PackedLayer> {
    const layer = this.keep(packLayer(index))
    void this.disk.put([[keyOf(layer.diffId), await pack(layer.bytes, { level: LEVEL })]])
    return layer
  }

  private keep(layer: PackedLayer): PackedLayer {
    this.memory.set(layer.diffId, layer, { size: layer.bytes.length })
    return layer
  }
}

function keyOf(diffId: DiffId): string {
  return `packed files ${diffId}`
}

async function read(packed: Buffer): Promise<PackedLayer | undefined> {
  try {
    const unpacked = await unpack(packed, { maxOutputLength: MOST_BYTES })
    const bytes = new Uint8Array(new SharedArrayBuffer(unpacked.length))
    bytes.set(unpacked)
    return openPacked(bytes)
  } catch {
    return undefined
  }
}
