import type { StoreRule } from './rule'

/**
 * A containerd store that discards blobs once they are unpacked: only the run of layers from the base whose
 * chainIDs the host has is spared.
 */
export const prefixOnly = {
  id: 'prefix-only',
  reuses: 'chain',
  aboveRun: 'fetch',
  registers: 'nothing',
  sameConfigEnds: false,
} as const satisfies StoreRule
