import fc from 'fast-check'
import type { DiffId } from '../oci/digest'
import type { Entry, EntryKind, LayerIndex } from './entry'

const KINDS: readonly EntryKind[] = [
  'file',
  'file',
  'file',
  'hardlink',
  'symlink',
  'directory',
  'fifo',
  'whiteout',
  'whiteout',
  'opaque',
]

// Few names, so that layers meet.
const path = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'))

const entry: fc.Arbitrary<Entry> = fc
  .record({
    path,
    kind: fc.constantFrom(...KINDS),
    bytes: fc.nat(50),
    mode: fc.constantFrom(0o644, 0o755),
    uid: fc.constantFrom(0, 1000),
    modified: fc.integer(),
    target: path,
  })
  .map(({ path: at, kind, bytes, mode, uid, modified, target }) => ({
    path: at,
    kind,
    contentBytes: kind === 'file' ? bytes : 0,
    mode,
    uid,
    gid: uid,
    modified,
    ...(kind === 'file' && bytes > 0 && { hash: `hash-${bytes % 7}` }),
    ...((kind === 'hardlink' || kind === 'symlink') && { target }),
  }))

const layer: fc.Arbitrary<LayerIndex> = fc.array(entry, { maxLength: 10 }).map((entries) => ({
  diffId: `sha256:${'a'.repeat(64)}` as DiffId,
  tarBytes: 1024,
  entries,
  notes: [],
}))

/** Layers whose entries meet in all sorts of ways: over and under one another, linked, deleted, written twice. */
export const randomLayers: fc.Arbitrary<LayerIndex[]> = fc.array(layer, { maxLength: 5 })
