export { parseSnapshot, readSnapshot } from './read'
export type { Snapshot, SnapshotPart } from './snapshot'
export { type SnapshotSource, snapshotSource } from './source'
export { writeSnapshot } from './write'
