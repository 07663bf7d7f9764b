import cacache from 'cacache'

export interface DiskCacheOptions {
  readonly folder: string
  readonly maxBytes: number
}

/** An eviction makes room down to this share, so that it does not run at each write. */
const ROOM = 0.8
/** With its documented option that @types/cacache leaves out: without it the index only grows. */
const removeEntry: (folder: string, key: string, options: { removeFully: true }) => Promise<unknown> =
  cacache.rm.entry

/**
 * Keeps bytes by key on disk. cacache checks every entry's integrity: a damaged one is a miss and is removed. Over
 * the limit, which counts what is kept and not the index to it, the entries written longest ago go first. A folder
 * that cannot be written to keeps nothing, and says so once.
 */
export class DiskCache {
  private writing: Promise<void> = Promise.resolve()
  private diskBytes: number | undefined
  private warned = false

  constructor(private readonly options: DiskCacheOptions) {}

  async get(key: string): Promise<Buffer | undefined> {
    try {
      return (await cacache.get(this.options.folder, key)).data
    } catch (error) {
      const absent = (error as { code?: string }).code === 'ENOENT'
      if (!absent) await this.forget(key)
      return undefined
    }
  }

  /** Whether an entry is there; its content is not looked at. */
  async has(key: string): Promise<boolean> {
    return (await cacache.get.info(this.options.folder, key).catch(() => null)) !== null
  }

  /** Removes an entry that turned out to be of no use. */
  async forget(key: string): Promise<void> {
    await this.remove(key).catch(() => undefined)
  }

  /** Writes one after the other; resolves when all of these are written, or could not be. */
  put(entries: readonly (readonly [string, Buffer | string])[]): Promise<void> {
    this.writing = this.writing.then(() => this.write(entries))
    return this.writing
  }

  /** The content goes too: cacache leaves a file alone that is there already, and the same fact would stay damaged. */
  private async remove(key: string): Promise<void> {
    const { folder } = this.options
    const entry = await cacache.get.info(folder, key)
    if (entry) await cacache.rm.content(folder, entry.integrity)
    await removeEntry(folder, key, { removeFully: true })
  }

  private async write(entries: readonly (readonly [string, Buffer | string])[]): Promise<void> {
    const { folder, maxBytes } = this.options
    try {
      this.diskBytes ??= await this.measure()
      for (const [key, data] of entries) {
        await cacache.put(folder, key, data)
        this.diskBytes += Buffer.byteLength(data)
      }
      if (this.diskBytes > maxBytes) await this.evict()
    } catch (error) {
      if (!this.warned) console.warn(`Strata keeps nothing in ${folder}: ${(error as Error).message}`)
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
