import { LRUCache } from 'lru-cache'
import type { FactsStore } from '../sources/facts-store'
import { DiskCache, type DiskCacheOptions } from './disk-cache'

const MEMORY_ENTRIES = 20_000
/** How long after the last `set` the disk is written to. */
const IDLE_MS = 250

/** Keeps facts by digest for good: in memory, and on disk behind the reader's back. */
export class FactsCache implements FactsStore {
  private readonly memory = new LRUCache<string, NonNullable<unknown>>({ max: MEMORY_ENTRIES })
  private readonly queue = new Map<string, unknown>()
  private readonly disk: DiskCache
  private timer: NodeJS.Timeout | undefined

  constructor(options: DiskCacheOptions) {
    this.disk = new DiskCache(options)
  }

  async get(key: string): Promise<unknown> {
    const kept = this.memory.get(key)
    if (kept !== undefined) return kept
    const data = await this.disk.get(key)
    try {
      const value: unknown = data && JSON.parse(data.toString('utf8'))
      if (value !== undefined && value !== null) this.memory.set(key, value)
      return value
    } catch {
      await this.disk.forget(key)
      return undefined
    }
  }

  set(key: string, value: unknown): void {
    if (value === undefined || value === null) return
    this.memory.set(key, value)
    this.queue.set(key, value)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), IDLE_MS)
    this.timer.unref()
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    const entries = [...this.queue].map(([key, value]) => [key, JSON.stringify(value)] as const)
    this.queue.clear()
    return this.disk.put(entries)
  }
}
