import type { ReuseRule } from './plan'

/**
 * A containerd store that discards blobs once they are unpacked: only the run of layers from the base whose
 * chainIDs the host has is spared.
 */
export const prefixOnly: ReuseRule = (image, host) => {
  let reusing = true
  return image.layers.map(({ chainId }) => {
    reusing = reusing && host.chainIds.has(chainId)
    return reusing ? 'reuse' : 'download'
  })
}
