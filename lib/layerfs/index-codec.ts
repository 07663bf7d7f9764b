import * as z from 'zod'
import { type DiffId, isDigest } from '../oci/digest'
import { Owners } from './columns'
import type { Entry, EntryKind, IndexedLayer, LayerIndex, NoteCode } from './entry'

/** One letter a kind, as `ls` and `tar` print them where they do. */
const LETTERS: Readonly<Record<EntryKind, string>> = {
  file: 'f',
  hardlink: 'h',
  symlink: 'l',
  directory: 'd',
  character: 'c',
  block: 'b',
  fifo: 'p',
  whiteout: 'w',
  opaque: 'o',
}
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as EntryKind]))

const NOTES = [
  'outside-root',
  'not-utf8',
  'control-character',
  'odd-whiteout',
  'sparse',
  'unknown-type',
  'repeated-path',
  'link-elsewhere',
] as const satisfies readonly NoteCode[]

/** Of a path: `ScanLimits.pathBytes`, each byte of which may be written in four characters. */
const MOST_LENGTH = 4 * 4096

const count = z.number().int().nonnegative()

const columns = z.object({
  v: z.literal(1),
  diffId: z
    .string()
    .refine(isDigest, 'not a digest')
    .transform((text) => text as string as DiffId),
  tarBytes: count,
  /** A letter per entry. */
  kinds: z.string(),
  /** How many characters a path shares with the one before, and what follows them. */
  shared: z.array(count),
  rest: z.array(z.string()),
  /** Per entry, position in `owners`: mode, uid, gid. */
  owner: z.array(count),
  owners: z.array(z.tuple([count, z.number().int(), z.number().int()])),
  /** Per entry, difference to the one before. */
  modified: z.array(z.number().int()),
  /** Per file. */
  bytes: z.array(count),
  /** Per file with content. */
  hashes: z.array(z.string()),
  /** Per link. */
  targets: z.array(z.string()),
  notes: z.array(z.object({ code: z.enum(NOTES), count, example: z.string() })),
})

/** A layer's files as columns: what the cache, a worker's answer and a snapshot hold. About 40 bytes a file, less when compressed. */
export type IndexColumns = z.input<typeof columns>

/** Writes an index as columns. */
export function encodeIndex({ diffId, tarBytes, entries, notes }: IndexedLayer): IndexColumns {
  const owners = new Owners()
  const kinds: string[] = []
  const shared: number[] = []
  const rest: string[] = []
  const owner: number[] = []
  const modified: number[] = []
  const bytes: number[] = []
  const hashes: string[] = []
  const targets: string[] = []
  let path = ''
  let time = 0
  // Once through: a layer's entries lie all over the memory.
  for (const entry of entries) {
    kinds.push(LETTERS[entry.kind])
    const same = sharedStart(path, entry.path)
    shared.push(same)
    rest.push(entry.path.slice(same))
    owner.push(owners.of(entry))
    modified.push(entry.modified - time)
    if (entry.kind === 'file') {
      bytes.push(entry.contentBytes)
      if (entry.contentBytes > 0) hashes.push(entry.hash ?? '')
    }
    if (hasTarget(entry.kind)) targets.push(entry.target ?? '')
    path = entry.path
    time = entry.modified
  }
  return {
    v: 1,
    diffId,
    tarBytes,
    kinds: kinds.join(''),
    shared,
    rest,
    owner,
    owners: owners.all,
    modified,
    bytes,
    hashes,
    targets,
    notes: notes.map((note) => ({ ...note })),
  }
}

/**
 * Reads an index that a cache or a file held.
 *
 * @returns undefined when it is of another version, damaged, or its columns do not agree. Never throws.
 */
export function decodeIndex(json: unknown): LayerIndex | undefined {
  const parsed = columns.safeParse(json)
  if (!parsed.success) return undefined
  const { diffId, tarBytes, kinds, shared, rest, owner, owners, modified, notes } = parsed.data
  const { length } = kinds
  if ([shared, rest, owner, modified].some((column) => column.length !== length)) return undefined
  const bytes = parsed.data.bytes.values()
  const hashes = parsed.data.hashes.values()
  const targets = parsed.data.targets.values()
  const entries: Entry[] = []
  let path = ''
  let time = 0
  for (let index = 0; index < length; index++) {
    if (shared[index]! > path.length) return undefined
    path = path.slice(0, shared[index]) + rest[index]
    if (path.length > MOST_LENGTH) return undefined
    time += modified[index]!
    const kind = KINDS.get(kinds[index]!)
    const owned = owners[owner[index]!]
    if (!kind || !owned) return undefined
    const contentBytes = kind === 'file' ? bytes.next().value : 0
    const hash = contentBytes ? hashes.next().value : ''
    const target = hasTarget(kind) ? targets.next().value : ''
    if (contentBytes === undefined || hash === undefined || target === undefined) return undefined
    const [mode, uid, gid] = owned
    entries.push({
      path,
      kind,
      contentBytes,
      mode,
      uid,
      gid,
      modified: time,
      ...(contentBytes > 0 && { hash: hash || undefined }),
      ...(hasTarget(kind) && { target }),
    })
  }
  if (![bytes, hashes, targets].every((column) => column.next().done)) return undefined
  return { diffId, tarBytes, entries, notes }
}

function hasTarget(kind: EntryKind): boolean {
  return kind === 'symlink' || kind === 'hardlink'
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let same = 0
  while (same < most && one.charCodeAt(same) === other.charCodeAt(same)) same++
  return same
}
