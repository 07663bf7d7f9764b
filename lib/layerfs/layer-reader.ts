import type { DiffId } from '../oci/digest'
import { wider } from './columns'
import type { Entry, EntryKind, NoteCode } from './entry'
import { DEFAULT_LIMITS, type ScanLimits } from './limits'
import { NameTree, NONE } from './name-tree'
import { type PackedLayer, Packer } from './packed'
import { cleanPath, decodeName, hasControl, joinPath, splitPath } from './path'
import { TarError } from './tar-error'
import { type ContentSink, type TarEntry, TarReader } from './tar-reader'

/** Hashes file content: whole when it came in one piece, else piece by piece. */
export interface ContentHasher {
  whole(content: Uint8Array): string
  start(): { update(chunk: Uint8Array): void; digest(): string }
}

const KINDS: Readonly<Record<string, EntryKind>> = {
  '0': 'file',
  // Contiguous files of old systems, and sparse ones.
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'character',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
}

/** Not copied to be changed: there may be millions. */
type EntryInMaking = { -readonly [Key in keyof Entry]: Entry[Key] }

const WHITEOUT = '.wh.'
const OPAQUE = '.wh..wh..opq'
const AUFS = '.wh..wh.'
/** What a Date can hold, on either side of the epoch. */
const MAX_SECONDS = 8_640_000_000_000

/**
 * Reads a layer's tar as it comes into its list of entries; nothing of the content stays but its hash.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md: whiteouts and opaque whiteouts
 */
export class LayerReader {
  private readonly packer = new Packer()
  /** The last entry, whose content may still come. */
  private last: EntryInMaking | undefined
  private readonly notes = new Map<NoteCode, { count: number; example: string }>()
  private readonly files = new Paths()
  private namesLength = 0
  private readonly tar = new TarReader((entry) => this.open(entry))

  constructor(
    private readonly hasher: ContentHasher,
    private readonly limits: ScanLimits = DEFAULT_LIMITS,
  ) {}

  /** @throws TarError */
  write(chunk: Uint8Array): void {
    this.tar.write(chunk)
  }

  /** @returns what was read, in the order of the tar, as the layer of this digest. @throws TarError `truncated` */
  end(tarBytes: number, diffId: () => DiffId): PackedLayer {
    this.tar.end()
    this.pack()
    const notes = [...this.notes].map(([code, note]) => ({ code, ...note }))
    return this.packer.end({ diffId: diffId(), tarBytes, notes })
  }

  private pack(): void {
    if (this.last) this.packer.add(this.last)
    this.last = undefined
  }

  private open(entry: TarEntry): ContentSink | undefined {
    const { entries, pathBytes } = this.limits
    this.pack()
    if (this.packer.length >= entries) throw new TarError('limit', `more than ${entries} entries`)
    if (entry.name.length > pathBytes || entry.linkName.length > pathBytes) {
      throw new TarError('limit', `a path is longer than ${pathBytes} bytes`)
    }
    const path = this.pathOf(entry.name)
    const kind = this.kindOf(entry, path)
    if (kind === undefined) return
    const made = this.madeOf(entry, kind, path)
    if (made) {
      this.namesLength += made.path.length + (made.target?.length ?? 0)
      const { namesLength } = this.limits
      if (this.namesLength > namesLength)
        throw new TarError('limit', `its paths have more than ${namesLength} characters together`)
      return this.add(made, entry)
    }
    return
  }

  private kindOf({ type, name }: TarEntry, path: string): EntryKind | undefined {
    const kind = KINDS[type]
    if (kind === undefined) this.note('unknown-type', path)
    // Tar before POSIX wrote a directory as a file whose name ends in a slash.
    return kind === 'file' && name.at(-1) === SLASH ? 'directory' : kind
  }

  private madeOf(entry: TarEntry, kind: EntryKind, path: string): EntryInMaking | undefined {
    const [directory, name] = splitPath(path)
    const { mode, uid, gid } = entry
    const modified = Math.min(Math.max(entry.modified, -MAX_SECONDS), MAX_SECONDS)
    const made: EntryInMaking = { path, kind, contentBytes: 0, mode, uid, gid, modified }
    const isAufs = path.startsWith(AUFS) || path.includes(`/${AUFS}`)
    if (name.startsWith(WHITEOUT) || isAufs) {
      const deleted = name.slice(WHITEOUT.length)
      if (name === OPAQUE) return Object.assign(made, { kind: 'opaque', path: directory })
      if (!isAufs && deleted !== '' && deleted !== '.' && deleted !== '..') {
        return Object.assign(made, { kind: 'whiteout', path: joinPath(directory, deleted) })
      }
      this.note('odd-whiteout', path)
      return
    }
    if (kind === 'file') {
      if (entry.realSize !== undefined) this.note('sparse', path)
      made.contentBytes = entry.realSize ?? entry.size
    }
    if (kind === 'hardlink') made.target = this.hardLinkOf(entry, path)
    if (kind === 'symlink') made.target = decodeName(entry.linkName).text
    return made
  }

  private hardLinkOf({ linkName }: TarEntry, path: string): string {
    const { path: target, escaped } = cleanPath(decodeName(linkName).text)
    if (escaped) this.note('outside-root', path)
    if (!this.files.has(target)) this.note('link-elsewhere', path)
    return target
  }

  private add(made: EntryInMaking, { size }: TarEntry): ContentSink | undefined {
    this.last = made
    if (made.kind !== 'directory' && made.kind !== 'whiteout' && made.kind !== 'opaque') {
      if (!this.files.add(made.path)) this.note('repeated-path', made.path)
    }
    return made.kind === 'file' && size > 0 ? new FileContent(this.hasher, size, made) : undefined
  }

  private pathOf(name: Uint8Array): string {
    const { text, utf8 } = decodeName(name)
    const { path, escaped } = cleanPath(text)
    if (!utf8) this.note('not-utf8', path)
    if (escaped) this.note('outside-root', path)
    if (hasControl(path)) this.note('control-character', path)
    return path
  }

  private note(code: NoteCode, example: string): void {
    const known = this.notes.get(code)
    if (known) known.count++
    else this.notes.set(code, { count: 1, example })
  }
}

/** Paths without a text for each. */
class Paths {
  private readonly names = new NameTree()
  private own = new Uint8Array(512)

  has(path: string): boolean {
    const node = this.names.find(path)
    return node !== NONE && this.own[node] === 1
  }

  /** @returns false for one that is there already */
  add(path: string): boolean {
    const node = this.names.makePath(path)
    if (node >= this.own.length) this.own = wider(this.own, this.names.size)
    if (this.own[node] === 1) return false
    this.own[node] = 1
    return true
  }
}

const SLASH = 0x2f

/** Most files come whole within one chunk: they are hashed in one go. */
class FileContent implements ContentSink {
  private pieces: ReturnType<ContentHasher['start']> | undefined

  constructor(
    private readonly hasher: ContentHasher,
    private readonly size: number,
    private readonly entry: EntryInMaking,
  ) {}

  data(chunk: Uint8Array): void {
    if (chunk.length === this.size) this.entry.hash = this.hasher.whole(chunk)
    else {
      this.pieces ??= this.hasher.start()
      this.pieces.update(chunk)
    }
  }

  end(): void {
    if (this.pieces) this.entry.hash = this.pieces.digest()
  }
}
