import 'server-only'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { LRUCache } from 'lru-cache'
import { readSnapshot, type SnapshotSource, snapshotSource } from '../../sources/snapshot'
import { snapshotError } from '../../sources/snapshot/refusal'
import { failureIn, SourceError } from '../../sources/source'

/** Opened snapshots that are kept, by the bytes of their text; the least recently used goes first. */
const KEPT_TEXTS = 2
const MOST_KEPT = 100
/** Files of one folder that are listed, the first by name. */
const MOST_LISTED = 200
const FILE = /\.strata\.json(\.gz)?$/i

interface Kept {
  readonly source: SnapshotSource
  /** Of a file: what tells that it changed. */
  readonly stamp?: string
}

/** Snapshots that may be opened: files that the configuration names, and those that were uploaded. */
export class Snapshots {
  private readonly kept: LRUCache<string, Kept>
  private readonly opening = new Map<string, Promise<SnapshotSource>>()
  /** Files that cannot be read are not read again before they change. */
  private readonly refused = new LRUCache<string, { readonly stamp: string; readonly error: SourceError }>({
    max: MOST_LISTED,
  })

  constructor(
    /** Files, and folders of them. */
    private readonly allowed: readonly string[],
    private readonly maxBytes: number,
  ) {
    this.kept = new LRUCache({ max: MOST_KEPT, maxSize: KEPT_TEXTS * maxBytes })
  }

  /** Names of the snapshots that can be opened: of the configuration, then the uploaded ones, oldest first. */
  async names(): Promise<readonly string[]> {
    const files = [...(await this.paths()).keys()]
    const uploads = [...this.kept.rkeys()].filter((name) => this.kept.peek(name)?.stamp === undefined)
    return [...files, ...uploads.filter((name) => !files.includes(name))]
  }

  /** The fallback when nothing live answers: the first of the configuration that can be read. */
  async first(signal: AbortSignal): Promise<SnapshotSource | undefined> {
    for (const name of (await this.paths()).keys()) {
      const source = await this.open(name, signal).catch((error: unknown) => void failureIn(error))
      if (source) return source
    }
    return undefined
  }

  /**
   * @param name  as `names` gives it; `a/b` for the snapshot `b` that was saved within `a`
   * @throws SourceError `not-found` for a name that is not listed; `bad-snapshot` for a file that cannot be read
   */
  async open(name: string, signal: AbortSignal): Promise<SnapshotSource> {
    signal.throwIfAborted()
    const slash = name.indexOf('/')
    if (slash !== -1) {
      const within = (await this.open(name.slice(0, slash), signal)).beside(name.slice(slash + 1))
      if (within) return within
      throw missing(name)
    }
    const file = (await this.paths()).get(name)
    if (file !== undefined) return this.openFile(file, name)
    const uploaded = this.kept.get(name)
    // What is kept of a file that left the configuration is not offered any more.
    if (uploaded && uploaded.stamp === undefined) return uploaded.source
    throw missing(name)
  }

  /**
   * Reads a snapshot as it comes.
   *
   * @param fileName   what the person calls it
   * @param length    how long it says it will be; nothing is read of what is too long
   * @returns          the snapshot under the name by which it can be opened now
   * @throws SourceError `bad-snapshot`; what the chunks throw
   */
  async upload(chunks: AsyncIterable<Uint8Array>, fileName: string, length = 0): Promise<SnapshotSource> {
    const limits = { name: fileName.slice(0, 200), maxBytes: this.maxBytes }
    if (length > this.maxBytes) {
      throw snapshotError(limits.name, { code: 'too-large', limitBytes: this.maxBytes })
    }
    const { snapshot, bytes, sha256 } = await readSnapshot(chunks, limits)
    const name = `${baseName(fileName)}-${sha256.slice(0, 12)}`
    const source = snapshotSource(snapshot, name)
    this.kept.set(name, { source }, { size: bytes })
    return source
  }

  private async openFile(file: string, name: string): Promise<SnapshotSource> {
    const stats = await stat(file).catch(() => undefined)
    if (!stats) throw missing(name)
    const stamp = `${stats.mtimeMs} ${stats.size}`
    const known = this.kept.get(name)
    if (known?.stamp === stamp) return known.source
    const refused = this.refused.get(file)
    if (refused?.stamp === stamp) throw refused.error
    // Those who ask meanwhile wait for the one reading.
    const key = `${stamp} ${file}`
    const pending = this.opening.get(key) ?? this.readFile(file, name, stamp)
    this.opening.set(key, pending)
    return pending.finally(() => this.opening.delete(key))
  }

  private async readFile(file: string, name: string, stamp: string): Promise<SnapshotSource> {
    try {
      const limits = { name, maxBytes: this.maxBytes }
      const { snapshot, bytes } = await readSnapshot(createReadStream(file), limits)
      const source = snapshotSource(snapshot, name)
      this.kept.set(name, { source, stamp }, { size: bytes })
      return source
    } catch (cause) {
      if (cause instanceof SourceError) {
        this.refused.set(file, { stamp, error: cause })
        throw cause
      }
      const { code } = cause as { code?: string }
      throw new SourceError({ code: 'unreachable', at: name, detail: code }, { cause })
    }
  }

  private async paths(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    for (const place of this.allowed) {
      const isFolder = (await stat(place).catch(() => undefined))?.isDirectory()
      // The place that is named first has the name.
      for (const file of isFolder ? await listed(place) : [place]) {
        const name = path.basename(file)
        if (!found.has(name)) found.set(name, file)
      }
    }
    return found
  }
}

async function listed(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => FILE.test(name))
    .sort()
    .slice(0, MOST_LISTED)
    .map((name) => path.join(folder, name))
}

function missing(name: string): SourceError {
  return new SourceError({ code: 'not-found', at: 'snapshots', what: name })
}

/** A file's name without what has no place in a link. */
function baseName(fileName: string): string {
  const plain = fileName
    .replace(FILE, '')
    .replace(/\.json$/i, '')
    .replace(/[^\w.-]+/g, '-')
  return plain.slice(0, 60) || 'snapshot'
}
