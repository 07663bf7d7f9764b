import type { LayerWay } from './rule'

/**
 * Leaves the downloads of a blob that an image repeats: one of them, or those that start before another has landed.
 *
 * Which ones have landed by then nobody knows beforehand, so of a store that fetches them again it is an estimate: a
 * layer is taken to find an earlier copy when it has to wait for its turn, and to find none when it starts at once.
 * So Podman was seen to do it with layers of up to 120 kB.
 *
 * @param ways      base first; downloads that are spared become `repeat` in place
 * @param blobAt    an identity of a layer's blob
 * @param inFlight  layers that are copied at a time; absent where a blob is fetched once, which is sure
 * @returns         layers of which it is not sure whether they are fetched
 * @see             moby distribution/xfer/download.go (`downloadsByKey`); containerd fetches by digest;
 *                  containers/image copy/single.go (`concurrentBlobCopiesSemaphore`)
 */
export function markRepeats(ways: LayerWay[], blobAt: (index: number) => string, inFlight?: number): number {
  const seen = new Set<string>()
  let downloads = 0
  let unsure = 0
  for (let index = 0; index < ways.length; index++) {
    if (ways[index] !== 'download') continue
    const blob = blobAt(index)
    const isAgain = seen.has(blob)
    seen.add(blob)
    if (isAgain && inFlight !== undefined) unsure++
    if (isAgain && downloads >= (inFlight ?? 0)) ways[index] = 'repeat'
    else downloads++
  }
  return unsure
}
