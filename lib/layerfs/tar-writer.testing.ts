/** One entry of an archive that a test writes. Nothing is added to what it says: no slash, no name of an owner. */
export interface TarInput {
  /** A Buffer for names that are not UTF-8. A whiteout is a file named `dir/.wh.name` or `dir/.wh..wh..opq`. */
  name: string | Buffer
  /**
   * A file unless said otherwise. `pax-global` writes `pax` as records for all entries that follow. The last three
   * are written without being asked for; by name they serve for broken records, with the `content` that they get.
   */
  type?: TarType
  content?: Buffer
  mode?: number
  uid?: number
  gid?: number
  /** Seconds since 1970; a fixed date when left out, so that equal entries make equal archives. */
  mtime?: number
  linkName?: string | Buffer
  /**
   * Puts the name and the link's name, long or short, in records before the header, which then holds their first
   * 100 bytes only. Left out, names of more than 100 bytes are split at a slash as ustar does, or refused.
   */
  longNames?: 'pax' | 'gnu'
  /** Major and minor number. */
  device?: readonly [number, number]
  xattrs?: Readonly<Record<string, string | Buffer>>
  /** More PAX records, which win over those that the other fields make. */
  pax?: Readonly<Record<string, string | Buffer>>
  /** With `pax` the header itself says 0, so that a reader without PAX is found out. Octal when left out. */
  sizeAs?: 'octal' | 'base256' | 'pax'
  /** What to say of the size when it is not the content's length: for broken archives. */
  claimedSize?: number
}

type TarType = keyof typeof TYPE_FLAGS
type Field = { readonly at: number; readonly width: number }
type PaxRecord = readonly [key: string, value: string | Buffer]

const TYPE_FLAGS = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
  'pax-global': 'g',
  'pax-local': 'x',
  'gnu-long-name': 'L',
  'gnu-long-link': 'K',
}
const FIELDS = {
  name: { at: 0, width: 100 },
  mode: { at: 100, width: 8 },
  uid: { at: 108, width: 8 },
  gid: { at: 116, width: 8 },
  size: { at: 124, width: 12 },
  mtime: { at: 136, width: 12 },
  checksum: { at: 148, width: 8 },
  type: { at: 156, width: 1 },
  linkName: { at: 157, width: 100 },
  magic: { at: 257, width: 8 },
  major: { at: 329, width: 8 },
  minor: { at: 337, width: 8 },
  prefix: { at: 345, width: 155 },
} satisfies Record<string, Field>
const DEFAULT_MODES: Partial<Record<TarType, number>> = { directory: 0o755, symlink: 0o777 }
const BLOCK = 512
const SLASH = 0x2f
const A_DATE = 1_600_000_000

/**
 * Writes a tar archive for a test, with control over what tools decide alone: ustar, PAX or GNU names, sizes in
 * octal, in base 256 or in a PAX record, and any bytes in names. It holds everything in memory and has no other
 * effect; cut the last 1024 bytes off for an archive without its end.
 *
 * @throws RangeError for a name that does not fit without `longNames`
 */
export function makeTar(entries: readonly TarInput[]): Buffer {
  return Buffer.concat([...entries.flatMap(entryBlocks), Buffer.alloc(2 * BLOCK)])
}

/** The records before an entry's header, the header, and the content. */
function entryBlocks(entry: TarInput): Buffer[] {
  if (entry.type === 'pax-global') {
    const records = paxContent(Object.entries(entry.pax ?? {}))
    return headerAndContent({ ...entry, content: entry.content ?? records })
  }
  const blocks: Buffer[] = []
  const records = paxRecords(entry)
  if (records.length > 0) blocks.push(...special('pax-local', 'PaxHeaders/entry', paxContent(records)))
  if (entry.longNames === 'gnu') {
    if (entry.linkName !== undefined) blocks.push(...gnuLong('gnu-long-link', entry.linkName))
    blocks.push(...gnuLong('gnu-long-name', entry.name))
  }
  return [...blocks, ...headerAndContent(entry)]
}

function gnuLong(type: TarType, name: string | Buffer): Buffer[] {
  return special(type, '././@LongLink', Buffer.concat([bytesOf(name), Buffer.alloc(1)]))
}

/** An entry that tells about the next one; GNU's have GNU's magic. */
function special(type: TarType, name: string, content: Buffer): Buffer[] {
  return headerAndContent({ name, type, content, mtime: 0 })
}

function headerAndContent(entry: TarInput): Buffer[] {
  const content = entry.content ?? Buffer.alloc(0)
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)
  return [header(entry, content.length), content, padding]
}

function paxRecords(entry: TarInput): PaxRecord[] {
  const records: PaxRecord[] = []
  if (entry.longNames === 'pax') {
    records.push(['path', entry.name])
    if (entry.linkName !== undefined) records.push(['linkpath', entry.linkName])
  }
  if (entry.sizeAs === 'pax') records.push(['size', String(entry.claimedSize ?? entry.content?.length ?? 0)])
  for (const [key, value] of Object.entries(entry.xattrs ?? {})) records.push([`SCHILY.xattr.${key}`, value])
  return [...records, ...Object.entries(entry.pax ?? {})]
}

function paxContent(records: readonly PaxRecord[]): Buffer {
  return Buffer.concat(records.map(([key, value]) => paxRecord(key, bytesOf(value))))
}

/** `length key=value\n`, where the length counts its own digits too. */
function paxRecord(key: string, value: Buffer): Buffer {
  const start = ` ${key}=`
  const rest = Buffer.byteLength(start) + value.length + 1
  let length = rest + String(rest).length
  if (rest + String(length).length !== length) length = rest + String(length).length
  return Buffer.concat([Buffer.from(`${length}${start}`), value, Buffer.from('\n')])
}

function header(entry: TarInput, contentLength: number): Buffer {
  const type = entry.type ?? 'file'
  const block = Buffer.alloc(BLOCK)
  const gnu = entry.longNames === 'gnu' || entry.sizeAs === 'base256' || type.startsWith('gnu')
  writeNames(block, entry, gnu)
  writeNumber(block, FIELDS.mode, entry.mode ?? DEFAULT_MODES[type] ?? 0o644)
  writeNumber(block, FIELDS.uid, entry.uid ?? 0)
  writeNumber(block, FIELDS.gid, entry.gid ?? 0)
  const size = entry.sizeAs === 'pax' ? 0 : (entry.claimedSize ?? contentLength)
  writeNumber(block, FIELDS.size, size, entry.sizeAs === 'base256')
  writeNumber(block, FIELDS.mtime, Math.floor(entry.mtime ?? A_DATE))
  block.write(TYPE_FLAGS[type], FIELDS.type.at, 'latin1')
  block.write(gnu ? 'ustar  \0' : 'ustar\x0000', FIELDS.magic.at, 'latin1')
  const [major, minor] = entry.device ?? [0, 0]
  writeNumber(block, FIELDS.major, major)
  writeNumber(block, FIELDS.minor, minor)
  writeChecksum(block)
  return block
}

/** GNU's format has other things where ustar has the prefix, so that only ustar can split a name. */
function writeNames(block: Buffer, entry: TarInput, gnu: boolean): void {
  const name = bytesOf(entry.name)
  const linkName = bytesOf(entry.linkName ?? '')
  if (!entry.longNames && linkName.length > FIELDS.linkName.width) throw tooLong(linkName)
  linkName.copy(block, FIELDS.linkName.at, 0, FIELDS.linkName.width)
  if (entry.longNames || name.length <= FIELDS.name.width) {
    name.copy(block, FIELDS.name.at, 0, FIELDS.name.width)
    return
  }
  const slash = gnu ? -1 : name.indexOf(SLASH, name.length - FIELDS.name.width - 1)
  if (slash <= 0 || slash > FIELDS.prefix.width || slash === name.length - 1) throw tooLong(name)
  name.copy(block, FIELDS.prefix.at, 0, slash)
  name.copy(block, FIELDS.name.at, slash + 1)
}

const tooLong = (name: Buffer) => new RangeError(`${name.length} bytes of name need longNames: ${name}`)

/** Octal digits and a zero byte; in base 256 what octal cannot hold, and what the caller wants so. */
function writeNumber(block: Buffer, { at, width }: Field, value: number, base256 = false): void {
  const digits = value >= 0 ? value.toString(8) : ''
  if (!base256 && value >= 0 && digits.length < width) {
    block.write(`${digits.padStart(width - 1, '0')}\0`, at, 'latin1')
    return
  }
  // Two's complement, whose first bit is set to tell it from digits: it is set in a negative number already.
  let rest = BigInt.asUintN(width * 8, BigInt(value))
  for (let index = at + width - 1; index >= at; index--) {
    block[index] = Number(rest & 0xffn)
    rest >>= 8n
  }
  block.writeUInt8(block.readUInt8(at) | 0x80, at)
}

/** The sum of all bytes, with spaces where the sum itself goes. */
function writeChecksum(block: Buffer): void {
  block.fill(' ', FIELDS.checksum.at, FIELDS.checksum.at + FIELDS.checksum.width)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, FIELDS.checksum.at, 'latin1')
}

const bytesOf = (text: string | Buffer): Buffer => (typeof text === 'string' ? Buffer.from(text) : text)
