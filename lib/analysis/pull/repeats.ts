import type { LayerWay } from './rule'

/**
 * Leaves one download of each blob: the same one twice in an image is fetched once.
 *
 * @param blobs  an identity of each layer's blob, base first
 * @see          moby distribution/xfer/download.go (`downloadsByKey`); containerd fetches by digest
 */
export function markRepeats(ways: readonly LayerWay[], blobs: readonly string[]): readonly LayerWay[] {
  const seen = new Set<string>()
  return ways.map((way, index) => {
    if (way !== 'download') return way
    const blob = blobs[index]!
    if (seen.has(blob)) return 'repeat'
    seen.add(blob)
    return way
  })
}
