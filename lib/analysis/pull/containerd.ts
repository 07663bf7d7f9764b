import type { StoreRule } from './rule'

/**
 * containerd image store: a run of layers from the base is skipped while a snapshot with the chainID exists, and
 * their blobs with it; above it a blob is skipped when the content store has it, wherever in a chain it stood.
 *
 * @see containerd core/unpack/unpacker.go
 */
export const containerd = {
  id: 'containerd',
  reuses: 'chain',
  aboveRun: 'skip-held-blobs',
  registers: 'layers-above-run',
  sameConfigEnds: false,
} as const satisfies StoreRule
