/**
 * zstd:chunked: a zstd blob whose table of contents tells which bytes of it are which file, so that a host may fetch the
 * files that it lacks. Where the table stands is in the annotations of the blob's descriptor.
 *
 * @see containers/storage `docs/containers-storage-zstd-chunked.md`; `pkg/chunked/internal/minimal/compression.go`
 */
import { type Digest, isDigest } from './digest'

/** Where a blob has its table of contents. */
export interface ChunkedFacts {
  /** Of the table as it is packed: a zstd frame. */
  readonly digest: Digest
  /** Position of its first byte in the blob; the files are before it. */
  readonly at: number
  readonly bytes: number
  /** Its length unpacked, as the blob's maker says. */
  readonly unpackedBytes: number
  /** Packed length of what the tar is put together again by (tar-split), which is fetched with the table. */
  readonly tarSplitBytes: number
}

/** A file of a blob. */
export interface ChunkedFile {
  /** Digest of its content. */
  readonly content: string
  /** Packed. */
  readonly bytes: number
  /** What stands between the file before and it: its header. */
  readonly gap: number
}

const PREFIX = 'io.github.containers.zstd-chunked.'
/** Of the kinds of tables the only one there is: JSON. */
const POSITION = /^(\d{1,15}):(\d{1,15}):(\d{1,15}):1$/
const TAR_SPLIT = /^\d{1,15}:(\d{1,15}):\d{1,15}$/

/** What annotations say of a table of contents; undefined where they say nothing that can be used. */
export function chunkedBy(
  annotations: Readonly<Record<string, string>> | undefined,
): ChunkedFacts | undefined {
  const digest = annotations?.[`${PREFIX}manifest-checksum`]
  const position = POSITION.exec(annotations?.[`${PREFIX}manifest-position`] ?? '')
  if (!position || digest === undefined || !isDigest(digest)) return undefined
  const [at, bytes, unpackedBytes] = position.slice(1).map(Number) as [number, number, number]
  const [, tarSplitBytes = 0] = TAR_SPLIT.exec(annotations?.[`${PREFIX}tarsplit-position`] ?? '') ?? []
  return { digest, at, bytes, unpackedBytes, tarSplitBytes: Number(tarSplitBytes) }
}

/** An entry of a table that is a file with content. */
export interface ChunkedEntry {
  readonly digest: string
  readonly offset: number
  readonly endOffset: number
}

/** Two parts of a blob with less than this between them are asked for as one. */
const MERGED_GAP = 1024

/**
 * The files of a blob in the order in which they stand there.
 *
 * @param at  where files end: entries that go beyond, or overlap, make the table unusable: undefined
 */
export function filesOfTable(
  entries: readonly ChunkedEntry[],
  at: number,
): readonly ChunkedFile[] | undefined {
  const files: ChunkedFile[] = []
  let end = 0
  for (const { digest, offset, endOffset } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end || endOffset < offset || endOffset > at) return undefined
    files.push({ content: digest, bytes: endOffset - offset, gap: offset - end })
    end = endOffset
  }
  return files
}

/** Head of one part of an answer of several parts, and what ends them, as the distribution registry writes them. */
const PART_BYTES = 163
const END_BYTES = 54

/** One part alone needs no head. */
const headsOf = (parts: number) => (parts > 1 ? parts * PART_BYTES + END_BYTES : 0)

/**
 * What a host fetches of a blob: its table of contents, and the files that it has in no other layer, neighbours
 * together. Within a per cent of what Podman 5.8.6 was seen to fetch, of less than a thousand parts; a registry that
 * answers no parts sends the whole.
 *
 * @param isHeld  whether a layer of the host that came with a table of contents has a file
 * @returns       undefined where it has none of them: then the blob is fetched whole, in parts
 * @see containers/storage pkg/chunked/storage_linux.go (findAndCopyFile, mergeMissingChunks)
 */
export function partialBytes(
  { bytes: tableBytes, tarSplitBytes }: ChunkedFacts,
  files: readonly ChunkedFile[],
  isHeld: (content: string) => boolean,
): number | undefined {
  let [bytes, missing, parts] = [0, 0, 0]
  let isOpen = false
  for (const { content, bytes: own, gap } of files) {
    const isMissing = !isHeld(content)
    if (isMissing) {
      missing++
      const isNext = isOpen && gap < MERGED_GAP
      bytes += isNext ? gap + own : own
      if (!isNext) parts++
    }
    isOpen = isMissing
  }
  if (missing === files.length) return undefined
  return tableBytes + tarSplitBytes + headsOf(tarSplitBytes > 0 ? 2 : 1) + bytes + headsOf(parts)
}
