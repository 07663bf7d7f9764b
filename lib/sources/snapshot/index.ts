export { parseSnapshot, writeSnapshot } from './schema'
export { snapshotSource } from './source'
