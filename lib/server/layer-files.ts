import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { LayerIndex } from '../layerfs/entry'
import { decodeIndex, type IndexColumns } from '../layerfs/index-codec'
import type { DiffId } from '../oci/digest'
import { DiskCache, type DiskCacheOptions } from './disk-cache'

/** Entries kept in memory: about 300 bytes each. */
const MEMORY_ENTRIES = 1_000_000
/** Columns are mostly text that repeats: the fastest packing takes most of it away. */
const LEVEL = 3

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** The file lists of layers by diffID, kept for good: the last ones in memory, all on disk. */
export class LayerFiles {
  private readonly memory = new LRUCache<string, LayerIndex>({ maxSize: MEMORY_ENTRIES })
  private readonly disk: DiskCache

  constructor(options: DiskCacheOptions) {
    this.disk = new DiskCache(options)
  }

  /** The files of a layer, undefined when they have not been read. */
  async get(diffId: DiffId): Promise<LayerIndex | undefined> {
    const kept = this.memory.get(diffId)
    if (kept) return kept
    const packed = await this.disk.get(keyOf(diffId))
    const index = packed && (await read(packed))
    if (index?.diffId === diffId) return this.keep(index)
    if (packed) await this.disk.forget(keyOf(diffId))
    return undefined
  }

  /** Whether `get` is likely to find them. */
  async has(diffId: DiffId): Promise<boolean> {
    return this.memory.has(diffId) || (await this.disk.has(keyOf(diffId)))
  }

  /** Keeps a worker's answer, and resolves with it when it can be had; the disk may come later. */
  async put(columns: IndexColumns): Promise<LayerIndex> {
    const index = decodeIndex(columns)
    if (!index) throw new Error('a layer index does not agree with itself')
    this.keep(index)
    void this.disk.put([[keyOf(index.diffId), await pack(JSON.stringify(columns), { level: LEVEL })]])
    return index
  }

  private keep(index: LayerIndex): LayerIndex {
    this.memory.set(index.diffId, index, { size: index.entries.length + 1 })
    return index
  }
}

function keyOf(diffId: DiffId): string {
  return `files ${diffId}`
}

async function read(packed: Buffer): Promise<LayerIndex | undefined> {
  try {
    return decodeIndex(JSON.parse((await unpack(packed)).toString('utf8')))
  } catch {
    return undefined
  }
}
