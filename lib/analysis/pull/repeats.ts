import type { LayerWay } from './rule'

/**
 * Leaves the downloads of a blob that an image repeats: one of them, or those that start before another has landed.
 *
 * Which ones have landed by then nobody knows beforehand, so of a store that copies several layers at a time it is an
 * estimate: a copy is taken to have landed once `inFlight` downloads have begun since.
 *
 * @param ways      base first; downloads that are spared become `repeat` in place
 * @param blobAt    an identity of a layer's blob
 * @param inFlight  layers that are copied at a time; absent where a blob is fetched once, which is sure
 * @returns         layers of which it is not sure whether they are fetched
 * @see             moby distribution/xfer/download.go (`downloadsByKey`); containerd fetches by digest;
 *                  containers/image copy/single.go (`concurrentBlobCopiesSemaphore`)
 */
export function markRepeats(ways: LayerWay[], blobAt: (index: number) => string, inFlight?: number): number {
  const begun = new Map<string, number>()
  let downloads = 0
  let unsure = 0
  for (let index = 0; index < ways.length; index++) {
    if (ways[index] !== 'download') continue
    const blob = blobAt(index)
    const first = begun.get(blob)
    if (first === undefined) begun.set(blob, downloads)
    else if (inFlight !== undefined) unsure++
    if (first !== undefined && downloads - first >= (inFlight ?? 0)) ways[index] = 'repeat'
    else downloads++
  }
  return unsure
}
