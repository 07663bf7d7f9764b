import type { FactsStore } from '../sources/facts-store'
import { cacheOfBytes } from '../sources/held-bytes'
import { DiskCache, type DiskCacheOptions } from './disk-cache'

const MEMORY_BYTES = 96 << 20
/** Of text that waits to be written: what is more is read from its source again, another time. */
const WAITING_BYTES = 32 << 20
/** How long after the last `set` the disk is written to. */
const IDLE_MS = 250

/** Keeps facts by digest for good: in memory, and on disk behind the reader's back. */
export class FactsCache implements FactsStore {
  private readonly memory: ReturnType<typeof cacheOfBytes>
  private readonly queue = new Map<string, string>()
  private waitingBytes = 0
  private readonly disk: DiskCache
  private timer: NodeJS.Timeout | undefined

  constructor(
    options: DiskCacheOptions,
    private readonly limits = { memoryBytes: MEMORY_BYTES, waitingBytes: WAITING_BYTES },
  ) {
    this.disk = new DiskCache(options)
    this.memory = cacheOfBytes(limits.memoryBytes)
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
    const text = JSON.stringify(value)
    if (this.waitingBytes + text.length > this.limits.waitingBytes) return
    this.waitingBytes += text.length - (this.queue.get(key)?.length ?? 0)
    this.queue.set(key, text)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), IDLE_MS)
    this.timer.unref()
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const entries = [...this.queue]
    this.queue.clear()
    await this.disk.put(entries)
    for (const [, text] of entries) this.waitingBytes -= text.length
  }
}
