import cacache from 'cacache'
import { LRUCache } from 'lru-cache'
import type { FactsStore } from '../sources/facts-store'

export interface FactsCacheOptions {
  readonly folder: string
  readonly maxBytes: number
  /** How long after the last `set` the disk is written to. */
  readonly idleMs?: number
}

const MEMORY_ENTRIES = 20_000
/** An eviction makes room down to this share, so that it does not run at each write. */
const ROOM = 0.8
/** With its documented option that @types/cacache leaves out: without it the index only grows. */
const removeEntry: (folder: string, key: string, options: { removeFully: true }) => Promise<unknown> =
  cacache.rm.entry

/**
 * Keeps facts by digest for good: in memory, and on disk behind the reader's back. cacache checks every entry's
 * integrity: a damaged one is a miss, is removed, and the fact is fetched again. Over the limit, which counts
 * what is kept and not the index to it, the entries written longest ago go first. A folder that cannot be written to leaves the memory alone.
 */
export class FactsCache implements FactsStore {
  private readonly memory = new LRUCache<string, NonNullable<unknown>>({ max: MEMORY_ENTRIES })
  private readonly queue = new Map<string, unknown>()
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()
  private diskBytes: number | undefined
  private warned = false

  constructor(private readonly options: FactsCacheOptions) {}

  async get(key: string): Promise<unknown> {
    const kept = this.memory.get(key)
    if (kept !== undefined) return kept
    const value = await this.read(key)
    if (value !== undefined && value !== null) this.memory.set(key, value)
    return value
  }

  set(key: string, value: unknown): void {
    if (value === undefined || value === null) return
    this.memory.set(key, value)
    this.queue.set(key, value)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), this.options.idleMs ?? 250)
    this.timer.unref()
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    const entries = [...this.queue]
    this.queue.clear()
    this.writing = this.writing.then(() => this.write(entries))
    return this.writing
  }

  private async read(key: string): Promise<unknown> {
    try {
      const { data } = await cacache.get(this.options.folder, key)
      return JSON.parse(data.toString('utf8'))
    } catch (error) {
      const absent = (error as { code?: string }).code === 'ENOENT'
      if (!absent) await this.remove(key).catch(() => undefined)
      return undefined
    }
  }

  /** The content goes too: cacache leaves a file alone that is there already, and the same fact would stay damaged. */
  private async remove(key: string): Promise<void> {
    const { folder } = this.options
    const entry = await cacache.get.info(folder, key)
    if (entry) await cacache.rm.content(folder, entry.integrity)
    await removeEntry(folder, key, { removeFully: true })
  }

  private async write(entries: readonly [string, unknown][]): Promise<void> {
    const { folder, maxBytes } = this.options
    try {
      this.diskBytes ??= await this.measure()
      for (const [key, value] of entries) {
        const text = JSON.stringify(value)
        await cacache.put(folder, key, text)
        this.diskBytes += Buffer.byteLength(text)
      }
      if (this.diskBytes > maxBytes) await this.evict()
    } catch (error) {
      if (!this.warned) console.warn(`Strata keeps facts in memory only: ${(error as Error).message}`)
      this.warned = true
    }
  }

  private async measure(): Promise<number> {
    const entries = await cacache.ls(this.options.folder)
    return Object.values(entries).reduce((sum, { size }) => sum + size, 0)
  }

  private async evict(): Promise<void> {
    const { folder, maxBytes } = this.options
    const entries = Object.values(await cacache.ls(folder)).sort((a, b) => a.time - b.time)
    let bytes = entries.reduce((sum, { size }) => sum + size, 0)
    for (const { key, size } of entries) {
      if (bytes <= maxBytes * ROOM) break
      await this.remove(key)
      bytes -= size
    }
    this.diskBytes = bytes
  }
}
