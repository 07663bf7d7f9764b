import type { LayerWay } from './rule'

/**
 * Leaves one download of each blob: the same one twice in an image is fetched once.
 *
 * @param ways    base first; later downloads of a blob become `repeat` in place
 * @param blobAt  an identity of a layer's blob
 * @see           moby distribution/xfer/download.go (`downloadsByKey`); containerd fetches by digest
 */
export function markRepeats(ways: LayerWay[], blobAt: (index: number) => string): void {
  const seen = new Set<string>()
  for (let index = 0; index < ways.length; index++) {
    if (ways[index] !== 'download') continue
    const blob = blobAt(index)
    if (seen.has(blob)) ways[index] = 'repeat'
    else seen.add(blob)
  }
}
