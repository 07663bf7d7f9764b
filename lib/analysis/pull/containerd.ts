import { knowsAsLayer } from './host'
import type { ReuseRule } from './plan'
import { prefixOnly } from './prefix-only'

/**
 * containerd image store: a run of layers from the base is skipped while a snapshot with the chainID exists;
 * above it a blob is skipped when the content store has it, wherever in a chain it stood.
 *
 * @see containerd core/unpack/unpacker.go
 */
export const containerd: ReuseRule = (image, host) =>
  prefixOnly(image, host).map((way, index) => {
    const { diffId, blob } = image.layers[index]!
    return way === 'download' && blob && knowsAsLayer(host, diffId, blob.digest) ? 'content' : way
  })
