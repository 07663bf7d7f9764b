import { type PaxRecords, parsePax, paxNumber } from './pax'
import { TarError } from './tar-error'
import {
  BLOCK,
  gnuRealSize,
  parseHeader,
  type RawHeader,
  SPARSE_BLOCK_FLAG,
  sparseContinues,
} from './tar-header'

/** One entry of an archive, extended headers applied. */
export interface TarEntry {
  readonly name: Uint8Array
  readonly linkName: Uint8Array
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly modified: number
  readonly type: string
  /** Length of the content in the archive. */
  readonly size: number
  /** Length of a sparse file once unpacked. */
  readonly realSize?: number | undefined
}

/** Takes an entry's content as it comes. Chunks are only lent: their memory is used again. */
export interface ContentSink {
  data(chunk: Uint8Array): void
  end(): void
}

/** An extended header that is longer is no header. */
const MAX_EXTENDED_BYTES = 1 << 20

type State = 'header' | 'body' | 'sparse' | 'end'

/**
 * Reads a tar archive that comes in chunks of any length: ustar, PAX, GNU long names and sparse files. It keeps
 * one header's worth of it.
 */
export class TarReader {
  private state: State = 'header'
  private readonly block = new Uint8Array(BLOCK)
  private filled = 0
  private zeroBlocks = 0
  /** Of the current entry's content, and of the padding after it. */
  private left = 0
  private padding = 0
  private sink: ContentSink | undefined
  private pending: { readonly header: RawHeader; realSize?: number } | undefined
  private global: PaxRecords = new Map()
  private pax: PaxRecords | undefined
  private longName: Uint8Array | undefined
  private longLink: Uint8Array | undefined

  /** @param open  called for each entry in order; returns what takes its content, nothing to skip it */
  constructor(private readonly open: (entry: TarEntry) => ContentSink | undefined) {}

  /** @throws TarError, and what the sinks throw */
  write(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.state === 'end') return
      if (this.state === 'body') at = this.readBody(chunk, at)
      else at = this.readBlock(chunk, at)
    }
  }

  /** Tells that nothing more comes. @throws TarError `truncated` in the middle of an entry */
  end(): void {
    // Some writers leave the closing blocks of zeros away.
    if (this.state === 'end' || (this.state === 'header' && this.filled === 0 && !this.isPrefixed())) return
    throw new TarError('truncated', 'it ends in the middle of an entry')
  }

  /** Bytes to come that no sink takes: a caller that can seek may leave them out, by as many as this returns. */
  skip(): number {
    if (this.state !== 'body' || this.sink) return 0
    const bytes = this.left + this.padding
    this.left = 0
    this.padding = 0
    this.endBody()
    return bytes
  }

  private isPrefixed(): boolean {
    return (this.pax ?? this.longName ?? this.longLink) !== undefined
  }

  private readBody(chunk: Uint8Array, from: number): number {
    let at = from
    if (this.left > 0) {
      const part = Math.min(this.left, chunk.length - at)
      this.sink?.data(part === chunk.length ? chunk : chunk.subarray(at, at + part))
      this.left -= part
      at += part
      if (this.left > 0) return at
    }
    const skipped = Math.min(this.padding, chunk.length - at)
    this.padding -= skipped
    if (this.padding === 0) this.endBody()
    return at + skipped
  }

  private endBody(): void {
    this.state = 'header'
    const { sink } = this
    this.sink = undefined
    sink?.end()
  }

  private readBlock(chunk: Uint8Array, at: number): number {
    const part = Math.min(BLOCK - this.filled, chunk.length - at)
    this.block.set(chunk.subarray(at, at + part), this.filled)
    this.filled += part
    if (this.filled === BLOCK) {
      this.filled = 0
      if (this.state === 'sparse') this.sparseBlock()
      else this.headerBlock()
    }
    return at + part
  }

  private headerBlock(): void {
    if (this.block[0] === 0 && this.block.every((byte) => byte === 0)) {
      this.zeroBlocks++
      if (this.zeroBlocks === 2) this.state = 'end'
      return
    }
    if (this.zeroBlocks > 0) throw new TarError('bad-header', 'an entry follows its end')
    const header = parseHeader(this.block)
    if (header.type !== 'S') {
      this.entry(header)
      return
    }
    this.pending = { header, realSize: gnuRealSize(this.block) }
    if (sparseContinues(this.block)) this.state = 'sparse'
    else this.entry(header, this.pending.realSize)
  }

  private sparseBlock(): void {
    if (sparseContinues(this.block, SPARSE_BLOCK_FLAG) || !this.pending) return
    this.entry(this.pending.header, this.pending.realSize)
  }

  private entry(header: RawHeader, realSize?: number): void {
    if (header.type === 'x' || header.type === 'g' || header.type === 'L' || header.type === 'K') {
      this.extended(header)
      return
    }
    const size = this.recordNumber('size') ?? header.size
    const unpacked =
      realSize ?? this.recordNumber('GNU.sparse.realsize') ?? this.recordNumber('GNU.sparse.size')
    if (size < 0 || (unpacked ?? 0) < 0) throw new TarError('bad-header', 'a size is negative')
    const entry: TarEntry = {
      name: this.record('GNU.sparse.name') ?? this.record('path') ?? this.longName ?? header.name,
      linkName: this.record('linkpath') ?? this.longLink ?? header.linkName,
      mode: header.mode,
      uid: this.recordNumber('uid') ?? header.uid,
      gid: this.recordNumber('gid') ?? header.gid,
      modified: this.recordNumber('mtime') ?? header.modified,
      type: header.type,
      size,
      realSize: unpacked,
    }
    this.pax = undefined
    this.longName = undefined
    this.longLink = undefined
    // Links, devices and directories have no content, whatever their size says (a hard link tells its file's).
    this.begin(/[1-6]/.test(header.type) ? 0 : size, this.open(entry))
  }

  /** A record without a value takes a global one back. */
  private record(keyword: string): Uint8Array | undefined {
    const value = this.pax?.get(keyword) ?? this.global.get(keyword)
    return value?.length === 0 ? undefined : value
  }

  private recordNumber(keyword: string): number | undefined {
    return this.pax?.has(keyword) ? paxNumber(this.pax, keyword) : paxNumber(this.global, keyword)
  }

  private begin(size: number, sink: ContentSink | undefined): void {
    this.sink = sink
    this.left = size
    this.padding = (BLOCK - (size % BLOCK)) % BLOCK
    this.state = 'body'
    if (size === 0) this.endBody()
  }

  private extended({ type, size }: RawHeader): void {
    if (size < 0) throw new TarError('bad-header', 'a size is negative')
    if (size > MAX_EXTENDED_BYTES) throw new TarError('limit', 'an extended header is over 1 MiB')
    const body = new Uint8Array(size)
    let length = 0
    this.begin(size, {
      data: (chunk) => {
        body.set(chunk, length)
        length += chunk.length
      },
      end: () => {
        if (type === 'L') this.longName = untilNul(body)
        else if (type === 'K') this.longLink = untilNul(body)
        else if (type === 'x') this.pax = parsePax(body)
        else this.global = new Map([...this.global, ...parsePax(body)])
      },
    })
  }
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}
