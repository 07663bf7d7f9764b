import type { StoreRule } from './rule'

/**
 * Graph drivers (overlay2): the same config is on the host already, or else a run of layers from the base is
 * reused while the chainID is there *and* the host knows that this blob is this diffID, because it pulled or
 * pushed it before. Above the first miss everything is downloaded, whatever lies under another parent.
 *
 * @see moby distribution/pull_v2.go (pullSchema2, pullSchema2Layers, ImageConfigPull) and
 *      distribution/xfer/download.go (Download)
 */
export const classic = {
  id: 'classic',
  reuses: 'known-blob',
  aboveRun: 'fetch',
  registers: 'all-layers',
  sameConfigEnds: true,
} as const satisfies StoreRule
