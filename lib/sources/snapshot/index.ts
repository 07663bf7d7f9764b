export { parseSnapshot, readSnapshot } from './read'
export type { SavedStrategy, Snapshot, SnapshotPart } from './snapshot'
export { type SnapshotSource, snapshotSource } from './source'
export { type SnapshotParts, writeSnapshot } from './write'
