import { TarError } from './tar-error'

/** One header block of a tar archive, numbers parsed, names still bytes. */
export interface RawHeader {
  readonly name: Uint8Array
  readonly linkName: Uint8Array
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly modified: number
  /** The type flag's character; a NUL is given as `0`. */
  readonly type: string
}

export const BLOCK = 512

const TYPE = 156
const MAGIC = 257
const PREFIX = 345
const GNU_REAL_SIZE = 483
const GNU_EXTENDED = 482

/**
 * Reads a header block (POSIX ustar, GNU, V7).
 *
 * @throws TarError `bad-header` when the checksum or a number is wrong
 * @see    https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
export function parseHeader(block: Uint8Array): RawHeader {
  checkSum(block)
  const type = block[TYPE] === 0 ? '0' : String.fromCharCode(block[TYPE]!)
  return {
    name: nameOf(block),
    linkName: text(block, 157, 100),
    mode: number(block, 100, 8) & 0o7777,
    uid: number(block, 108, 8),
    gid: number(block, 116, 8),
    size: number(block, 124, 12),
    modified: number(block, 136, 12),
    type,
  }
}

/** Length that an old GNU sparse file has once unpacked. */
export function gnuRealSize(block: Uint8Array): number {
  return number(block, GNU_REAL_SIZE, 12)
}

/** Whether blocks with more of the sparse map follow the header (`at` its flag in this block). */
export function sparseContinues(block: Uint8Array, at = GNU_EXTENDED): boolean {
  return block[at] !== 0
}

/** Where the flag is in a block that continues a sparse map. */
export const SPARSE_BLOCK_FLAG = 504

/** ustar keeps long names in two fields; GNU uses the place of the second for other things. */
function nameOf(block: Uint8Array): Uint8Array {
  const name = text(block, 0, 100)
  // "ustar" and a NUL; GNU writes a space there.
  const isUstar = block[MAGIC] === 0x75 && block[MAGIC + 4] === 0x72 && block[MAGIC + 5] === 0
  const prefix = isUstar ? text(block, PREFIX, 155) : EMPTY
  if (prefix.length === 0) return name
  const joined = new Uint8Array(prefix.length + 1 + name.length)
  joined.set(prefix)
  joined[prefix.length] = 0x2f
  joined.set(name, prefix.length + 1)
  return joined
}

const EMPTY = new Uint8Array(0)

/** Bytes of a field up to its NUL, copied: the block is used again. */
function text(block: Uint8Array, at: number, length: number): Uint8Array {
  let end = at
  while (end < at + length && block[end] !== 0) end++
  return end === at ? EMPTY : block.slice(at, end)
}

/** Octal digits, or base-256 when the first bit is set (GNU, for large numbers). */
function number(block: Uint8Array, at: number, length: number): number {
  const first = block[at]!
  if (first & 0x80) return base256(block, at, length)
  let value = 0
  let digits = 0
  for (let index = at; index < at + length; index++) {
    const byte = block[index]!
    if (byte >= 0x30 && byte <= 0x37) {
      value = value * 8 + byte - 0x30
      digits++
    } else if (byte === 0 || byte === 0x20) {
      if (digits > 0) break
    } else throw new TarError('bad-header', 'a number is not octal')
  }
  return value
}

function base256(block: Uint8Array, at: number, length: number): number {
  const negative = block[at]! === 0xff
  let value = negative ? -1 : block[at]! & 0x7f
  for (let index = at + 1; index < at + length; index++) value = value * 256 + block[index]!
  if (!Number.isSafeInteger(value)) throw new TarError('bad-header', 'a number is too large')
  return value
}

/** The sum of all bytes with the sum's own field as spaces; some old programs add bytes as signed. */
function checkSum(block: Uint8Array): void {
  let unsigned = 0
  let signed = 0
  for (let index = 0; index < BLOCK; index++) {
    const byte = index >= 148 && index < 156 ? 0x20 : block[index]!
    unsigned += byte
    signed += byte < 0x80 ? byte : byte - 256
  }
  const stored = number(block, 148, 8)
  if (stored !== unsigned && stored !== signed) throw new TarError('bad-header', 'its checksum is wrong')
}
