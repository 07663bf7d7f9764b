import { knowsAsLayer } from './host'
import type { ReuseRule } from './plan'

/**
 * Graph drivers (overlay2): the same config is on the host already, or else a run of layers from the base is
 * reused while the chainID is there *and* the host knows that this blob is this diffID, because it pulled or
 * pushed it before. Above the first miss everything is downloaded, whatever lies under another parent.
 *
 * @see moby distribution/pull_v2.go (pullSchema2, ImageConfigPull) and distribution/xfer/download.go (Download)
 */
export const classic: ReuseRule = (image, host) => {
  const same = image.configDigest !== undefined && host.configs.has(image.configDigest)
  let reusing = true
  return image.layers.map(({ chainId, diffId, blob }) => {
    const known = blob === undefined || knowsAsLayer(host, diffId, blob.digest)
    reusing = reusing && known && host.chainIds.has(chainId)
    return same || reusing ? 'reuse' : 'download'
  })
}
