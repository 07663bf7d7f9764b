import type { DiffId } from '../oci/digest'

/** What one tar entry puts into, or takes out of, the file system. */
export type EntryKind =
  | 'file'
  | 'hardlink'
  | 'symlink'
  | 'directory'
  | 'character'
  | 'block'
  | 'fifo'
  /** `.wh.name`: `path` is what it deletes from the layers below. */
  | 'whiteout'
  /** `.wh..wh..opq`: `path` is the directory of which nothing below shows. */
  | 'opaque'

/** One entry of a layer's tar, as the layer tells it. */
export interface Entry {
  /** Without a slash at either end, `.` and `..` resolved; the empty text is the root directory. */
  readonly path: string
  readonly kind: EntryKind
  /** Bytes of file content; 0 for whatever is no file of its own, a hard link included. */
  readonly contentBytes: number
  /** Permission bits with setuid, setgid and sticky: `0o1777`. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since the epoch. */
  readonly modified: number
  /** Where a symlink or hard link leads; a hard link's as a `path`. */
  readonly target?: string | undefined
  /** Hash of a file's content, to tell equal content apart from other: xxh64, not safe against forgery. */
  readonly hash?: string | undefined
}

/** What is odd in a layer but did not stop its reading; `example` is the first path. */
export interface IndexNote {
  readonly code: NoteCode
  readonly count: number
  readonly example: string
}

export type NoteCode =
  /** A path left the root (`../x`) or a hard link's target did; it is shown inside of it. */
  | 'outside-root'
  /** A path that is not UTF-8; its odd bytes are shown as `\xff`. */
  | 'not-utf8'
  /** A control character (a newline, say) in a path. */
  | 'control-character'
  /** A whiteout without a name, or an entry of AUFS's own. */
  | 'odd-whiteout'
  /** A sparse file: the stored parts are hashed, and its full length counts. */
  | 'sparse'
  /** An entry of an unknown type. */
  | 'unknown-type'
  /** The same path twice in one layer: the later entry holds. */
  | 'repeated-path'
  /** A hard link to nothing in this layer. */
  | 'link-elsewhere'

/** Entries in the order of a layer's tar: a list, or what makes each when it is asked for. */
export interface Entries extends Iterable<Entry> {
  readonly length: number
  at(index: number): Entry | undefined
}

/** The files of one layer, in the order of its tar. */
export interface IndexedLayer {
  /** Digest of the tar that was read. */
  readonly diffId: DiffId
  /** Length of the uncompressed tar. */
  readonly tarBytes: number
  readonly entries: Entries
  readonly notes: readonly IndexNote[]
}

/** A layer's files as a plain list. */
export interface LayerIndex extends IndexedLayer {
  readonly entries: readonly Entry[]
}
