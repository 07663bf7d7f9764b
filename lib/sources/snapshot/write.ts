import { encodeIndex } from '../../layerfs/index-codec'
import { conflictIn } from './contradictions'
import { snapshotError } from './refusal'
import { FORMAT, SCHEMA_FILE, VERSION } from './schema'
import type { Snapshot } from './snapshot'
import { TableWriter } from './tables'

/** What a snapshot is made of; lists may be left out. */
export type SnapshotParts = Pick<Snapshot, 'title' | 'createdAt' | 'images'> &
  Partial<Omit<Snapshot, 'format' | 'version'>>

/**
 * Writes a snapshot, to be read by `parseSnapshot`.
 *
 * @throws SourceError `bad-snapshot` for facts that contradict each other: no reader would take them
 */
export function writeSnapshot(parts: SnapshotParts): string {
  const lists = { notes: '', unread: [], moved: [], readFrom: [], strategies: [], beside: [] }
  const snapshot: Snapshot = { ...lists, ...parts, format: FORMAT, version: VERSION }
  const conflict = conflictIn(snapshot)
  if (conflict) throw snapshotError(snapshot.title, { code: 'contradiction', conflict })
  const { readFrom, view, strategies, beside, files, format, version, ...own } = snapshot
  const writer = new TableWriter()
  const { images, unread, moved, ends, ...head } = writer.part(own)
  const others = beside.map(({ name, ...part }) => ({ name, ...writer.part(part) }))
  // What a person looks for stands at the beginning of the file, the long tables at its end.
  return JSON.stringify({
    $schema: SCHEMA_FILE,
    format,
    version,
    ...head,
    readFrom,
    view,
    strategies,
    images,
    unread,
    moved,
    ends,
    ...(others.length > 0 && { beside: others }),
    ...writer.tables,
    files: files?.map(encodeIndex),
  })
}
