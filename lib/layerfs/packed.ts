import type { DiffId } from '../oci/digest'
import { Growing, Owners, Text, textOf } from './columns'
import type { Entries, Entry, EntryKind, IndexedLayer, IndexNote } from './entry'

/** In the order of their numbers in a column. */
export const KINDS = [
  'file',
  'hardlink',
  'symlink',
  'directory',
  'character',
  'block',
  'fifo',
  'whiteout',
  'opaque',
] as const satisfies readonly EntryKind[]
const NUMBERS = new Map<EntryKind, number>(KINDS.map((kind, number) => [kind, number]))

/** A path that follows so many others is written whole: one is found without reading all before it. */
const RESTART = 32
const MOST_SHARED = 0xffff
/** Of this form; another one is read again from the layer. */
const FORM = 1

/** What stands before the columns, as JSON. */
interface Header {
  readonly form: typeof FORM
  readonly diffId: string
  readonly tarBytes: number
  readonly notes: readonly IndexNote[]
  readonly length: number
  readonly owners: readonly (readonly [mode: number, uid: number, gid: number])[]
  /** Characters of paths and of hashes and targets, and whether one of them needs two bytes. */
  readonly rest: number
  readonly extra: number
  readonly wide: boolean
}

/** A layer's files in one piece of memory, that threads share and a disk keeps as it is: about 60 bytes a file. */
export interface PackedLayer extends IndexedLayer {
  readonly entries: PackedEntries
  readonly bytes: Uint8Array<SharedArrayBuffer>
}

interface Columns {
  readonly modified: Float64Array
  readonly sizes: Float64Array
  readonly restEnds: Uint32Array
  readonly extraEnds: Uint32Array
  readonly owner: Uint32Array
  readonly shared: Uint16Array
  readonly rest: Uint8Array | Uint16Array
  readonly extra: Uint8Array | Uint16Array
  readonly kinds: Uint8Array
}

/** Entries in columns: each is made when it is asked for. */
export class PackedEntries implements Entries {
  constructor(
    private readonly columns: Columns,
    private readonly owners: Header['owners'],
  ) {}

  get length(): number {
    return this.columns.kinds.length
  }

  kindOf(index: number): EntryKind {
    return KINDS[this.columns.kinds[index]!]!
  }

  bytesOf(index: number): number {
    return this.columns.sizes[index]!
  }

  /** A file's hash or a link's target; empty where there is none. */
  extraOf(index: number): string {
    const { extra, extraEnds } = this.columns
    return textOf(extra, index === 0 ? 0 : extraEnds[index - 1]!, extraEnds[index]!)
  }

  at(index: number): Entry | undefined {
    if (index < 0 || index >= this.length) return undefined
    let path = ''
    for (let at = index - (index % RESTART); at <= index; at++) path = this.pathAfter(path, at)
    return this.entry(index, path)
  }

  /** All paths in order: cheaper than all entries. */
  walk(visit: (path: string, index: number) => void): void {
    let path = ''
    for (let index = 0; index < this.length; index++) {
      path = this.pathAfter(path, index)
      visit(path, index)
    }
  }

  *[Symbol.iterator](): Generator<Entry> {
    let path = ''
    for (let index = 0; index < this.length; index++) {
      path = this.pathAfter(path, index)
      yield this.entry(index, path)
    }
  }

  private pathAfter(before: string, index: number): string {
    const { shared, rest, restEnds } = this.columns
    const own = textOf(rest, index === 0 ? 0 : restEnds[index - 1]!, restEnds[index]!)
    return shared[index] === 0 ? own : before.slice(0, shared[index]) + own
  }

  /** The entry of which the path is known: nothing before it is read. */
  entry(index: number, path: string): Entry {
    const kind = this.kindOf(index)
    const contentBytes = this.bytesOf(index)
    const [mode, uid, gid] = this.owners[this.columns.owner[index]!]!
    const modified = this.columns.modified[index]!
    return {
      ...{ path, kind, contentBytes, mode, uid, gid, modified },
      ...(kind === 'file' && { hash: this.extraOf(index) || undefined }),
      ...(hasTarget(kind) && { target: this.extraOf(index) }),
    }
  }
}

export const hasTarget = (kind: EntryKind) => kind === 'symlink' || kind === 'hardlink'

/** Takes entries one after the other into columns. */
export class Packer {
  private readonly modified = new Growing(Float64Array)
  private readonly sizes = new Growing(Float64Array)
  private readonly restEnds = new Growing(Uint32Array)
  private readonly extraEnds = new Growing(Uint32Array)
  private readonly owner = new Growing(Uint32Array)
  private readonly shared = new Growing(Uint16Array)
  private readonly kinds = new Growing(Uint8Array)
  private readonly rest = new Text()
  private readonly extra = new Text()
  private readonly owners = new Owners()
  private path = ''

  get length(): number {
    return this.kinds.length
  }

  add(entry: Entry): void {
    const { path, kind, contentBytes } = entry
    const same = this.length % RESTART === 0 ? 0 : sharedStart(this.path, path)
    this.kinds.push(NUMBERS.get(kind)!)
    this.shared.push(same)
    this.rest.push(path, same)
    this.restEnds.push(this.rest.length)
    const extra = (hasTarget(kind) ? entry.target : entry.hash) ?? ''
    this.extra.push(extra, 0)
    this.extraEnds.push(this.extra.length)
    this.owner.push(this.owners.of(entry))
    this.modified.push(entry.modified)
    this.sizes.push(kind === 'file' ? contentBytes : 0)
    this.path = path
  }

  /** What was taken, as one piece. */
  end(about: Pick<Header, 'tarBytes' | 'notes'> & { readonly diffId: DiffId }): PackedLayer {
    const { diffId, tarBytes, notes } = about
    const { length } = this
    const wide = this.rest.wide || this.extra.wide
    const texts = { rest: this.rest.length, extra: this.extra.length, wide }
    const header: Header = { form: FORM, diffId, tarBytes, notes, length, owners: this.owners.all, ...texts }
    const json = new TextEncoder().encode(JSON.stringify(header))
    const start = aligned(8 + json.length)
    const bytes = new Uint8Array(new SharedArrayBuffer(start + columnBytes(header)))
    new DataView(bytes.buffer).setFloat64(0, json.length)
    bytes.set(json, 8)
    const columns = columnsOf(bytes, start, header)
    for (const name of ['modified', 'sizes', 'restEnds', 'extraEnds', 'owner', 'shared', 'kinds'] as const)
      columns[name].set(this[name].all())
    columns.rest.set(this.rest.all())
    columns.extra.set(this.extra.all())
    return { diffId, tarBytes, notes, entries: new PackedEntries(columns, header.owners), bytes }
  }
}

/** A layer in one piece; itself when it is one already. */
export function packLayer(layer: IndexedLayer): PackedLayer {
  if (layer.entries instanceof PackedEntries) return layer as PackedLayer
  const packer = new Packer()
  for (const entry of layer.entries) packer.add(entry)
  return packer.end(layer)
}

/** Reads what `Packer` wrote; undefined where it was written by another version, or damaged. Never throws. */
export function openPacked(bytes: Uint8Array<SharedArrayBuffer>): PackedLayer | undefined {
  try {
    const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0)
    const json = new TextDecoder().decode(Uint8Array.from(bytes.subarray(8, 8 + headerBytes)))
    const header = JSON.parse(json) as Header
    const start = aligned(8 + headerBytes)
    if (header.form !== FORM || bytes.length !== start + columnBytes(header)) return undefined
    const columns = columnsOf(bytes, start, header)
    const { diffId, tarBytes, notes } = header
    if (!agree(columns, header)) return undefined
    const entries = new PackedEntries(columns, header.owners)
    return { diffId: diffId as DiffId, tarBytes, notes, entries, bytes }
  } catch {
    return undefined
  }
}

function agree({ kinds, owner, restEnds, extraEnds }: Columns, { owners, rest, extra }: Header): boolean {
  let [restEnd, extraEnd] = [0, 0]
  for (let index = 0; index < kinds.length; index++) {
    if (kinds[index]! >= KINDS.length || owner[index]! >= owners.length) return false
    if (restEnds[index]! < restEnd || extraEnds[index]! < extraEnd) return false
    restEnd = restEnds[index]!
    extraEnd = extraEnds[index]!
  }
  return restEnd === rest && extraEnd === extra
}

const aligned = (bytes: number) => Math.ceil(bytes / 8) * 8

const unitBytes = ({ wide }: Header) => (wide ? 2 : 1)

function columnBytes(header: Header): number {
  const { length, rest, extra } = header
  return length * (8 + 8 + 4 + 4 + 4 + 2 + 1) + (rest + extra) * unitBytes(header)
}

/** Views of the columns, widest first, so that each begins where its numbers may. */
function columnsOf(
  { buffer, byteOffset }: Uint8Array<SharedArrayBuffer>,
  start: number,
  header: Header,
): Columns {
  const { length, rest, extra, wide } = header
  let at = byteOffset + start
  const next = (bytes: number) => {
    at += bytes
    return at - bytes
  }
  const size = unitBytes(header)
  const units = (from: number, count: number) =>
    wide ? new Uint16Array(buffer, from, count) : new Uint8Array(buffer, from, count)
  return {
    modified: new Float64Array(buffer, next(length * 8), length),
    sizes: new Float64Array(buffer, next(length * 8), length),
    restEnds: new Uint32Array(buffer, next(length * 4), length),
    extraEnds: new Uint32Array(buffer, next(length * 4), length),
    owner: new Uint32Array(buffer, next(length * 4), length),
    shared: new Uint16Array(buffer, next(length * 2), length),
    rest: units(next(rest * size), rest),
    extra: units(next(extra * size), extra),
    kinds: new Uint8Array(buffer, next(length), length),
  }
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length, MOST_SHARED)
  let same = 0
  while (same < most && one.charCodeAt(same) === other.charCodeAt(same)) same++
  return same
}
