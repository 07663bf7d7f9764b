export { parseSnapshot, type Snapshot, writeSnapshot } from './schema'
export { snapshotSource } from './source'
