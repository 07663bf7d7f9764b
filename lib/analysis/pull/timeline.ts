import type { LayerWay } from './rule'

/** The network and the host as a pull meets them. */
export interface Link {
  /** Bytes per second, shared equally by the downloads that are moving. */
  readonly bandwidth: number
  /** Milliseconds from a request to the first byte of its answer. */
  readonly latencyMs: number
  /** Downloads at a time; 3 unless the engine is configured otherwise (`max-concurrent-downloads`). */
  readonly concurrency: number
  /** Unpacked bytes per second. */
  readonly unpackBytesPerSecond: number
  /** What each unpacked layer takes beyond its bytes; 0 when absent. Engines were seen to take 50 to 80 ms. */
  readonly layerMs?: number | undefined
  /** Requests, one after the other, before the first layer is asked for; 2 are an index and its manifest. */
  readonly manifestRequests: number
}

/** One layer of a pull, see `planPull`. */
export interface TimedLayer {
  readonly way: LayerWay
  /** Length of the blob; counts only where `way` is `download`. */
  readonly transferBytes: number
  readonly unpackedBytes: number
}

/** When a layer is fetched and unpacked, in milliseconds from the start of the pull; absent for what is spared. */
export interface LayerTimes {
  readonly downloadFromMs?: number | undefined
  readonly downloadToMs?: number | undefined
  readonly unpackFromMs?: number | undefined
  readonly unpackToMs?: number | undefined
}

export type PullTimeline =
  | {
      readonly ok: true
      /** Base first, as given. */
      readonly layers: readonly LayerTimes[]
      readonly totalMs: number
      readonly downloadedBytes: number
    }
  | { readonly ok: false; readonly problem: TimelineProblem }

/** Which input makes no sense; `latency` stands for the manifest's requests too. */
export type TimelineProblem = 'bandwidth' | 'latency' | 'concurrency' | 'unpack' | 'bytes'

/**
 * Plays a pull as a fluid: downloads start in the order of the layers, `concurrency` at a time, each waits for
 * its latency and then shares the bandwidth equally with the others that are moving. Layers are unpacked one
 * after the other from the base up, each after its own download and the layer below.
 *
 * The total is never less than `downloadedBytes` at full bandwidth, nor than all unpacking, and a faster disk
 * never makes it longer. Neither do more bandwidth, fewer bytes or more layers spared, as long as there is no
 * latency, one download at a time, or as many at a time as there are. In between they may, by a little: who asks
 * sooner takes bandwidth sooner from the layers that all others wait for. For the same reason more downloads at
 * a time may be slower, with or without latency.
 *
 * @param layers  base first
 * @returns       `ok: false` for 0, negative, not finite or (concurrency) not whole inputs. Never throws.
 * @see           moby distribution/xfer/transfer.go (waitingTransfers), distribution/xfer/download.go
 *                (makeDownloadFunc: the parent is awaited after the download); containerd core/unpack/unpacker.go
 */
export function simulatePull(layers: readonly TimedLayer[], link: Link): PullTimeline {
  const problem = problemOf(layers, link)
  if (problem) return { ok: false, problem }

  const start = link.manifestRequests * link.latencyMs
  const downloads = playDownloads(layers, link, start)
  let free = start
  let downloadedBytes = 0
  const { layerMs = 0 } = link
  const times = layers.map(({ way, transferBytes, unpackedBytes }, index): LayerTimes => {
    if (way === 'reuse') return {}
    const download = downloads.get(index)
    if (download) downloadedBytes += transferBytes
    const unpackFromMs = Math.max(free, download?.downloadToMs ?? start)
    free = unpackFromMs + (unpackedBytes / link.unpackBytesPerSecond) * 1000 + layerMs
    return { ...download, unpackFromMs, unpackToMs: free }
  })
  if (Number.isFinite(free)) return { ok: true, layers: times, totalMs: free, downloadedBytes }
  // So slow that the time is no number any more.
  return { ok: false, problem: Number.isFinite(lastOf(downloads, start)) ? 'unpack' : 'bandwidth' }
}

function problemOf(layers: readonly TimedLayer[], link: Link): TimelineProblem | undefined {
  const isCount = (value: number) => Number.isFinite(value) && value >= 0
  if (!isCount(link.bandwidth) || link.bandwidth === 0) return 'bandwidth'
  if (!isCount(link.latencyMs) || !isCount(link.manifestRequests)) return 'latency'
  if (!Number.isInteger(link.concurrency) || link.concurrency < 1) return 'concurrency'
  if (!isCount(link.unpackBytesPerSecond) || link.unpackBytesPerSecond === 0) return 'unpack'
  if (!isCount(link.layerMs ?? 0)) return 'unpack'
  if (!layers.every((layer) => isCount(layer.transferBytes) && isCount(layer.unpackedBytes))) return 'bytes'
  return undefined
}

interface Download {
  readonly downloadFromMs: number
  readonly downloadToMs: number
}

const lastOf = (downloads: ReadonlyMap<number, Download>, start: number) =>
  Math.max(start, ...[...downloads.values()].map(({ downloadToMs }) => downloadToMs))

/** A download under way. While it moves, `end` is what `served` will be when it has all its bytes. */
interface Moving {
  readonly index: number
  readonly from: number
  readonly opensAt: number
  readonly end: number
}

/**
 * From event to event: a download gets its first byte, or one gets its last. All that are moving get the same
 * share, so one count of bytes `served` to each is enough.
 */
function playDownloads(layers: readonly TimedLayer[], link: Link, start: number): Map<number, Download> {
  const queue = layers.flatMap(({ way }, index) => (way === 'download' ? [index] : [])).values()
  const done = new Map<number, Download>()
  const perMs = link.bandwidth / 1000
  let waiting: Moving[] = []
  let moving: Moving[] = []
  let now = start
  let served = 0
  for (;;) {
    while (waiting.length + moving.length < link.concurrency) {
      const { value: index, done: none } = queue.next()
      if (none) break
      waiting.push({ index, from: now, opensAt: now + link.latencyMs, end: 0 })
    }
    const [next] = waiting
    if (!next && moving.length === 0) return done
    const end = Math.min(...moving.map((one) => one.end))
    const endsAt =
      moving.length === 0 ? Number.POSITIVE_INFINITY : now + ((end - served) * moving.length) / perMs
    if (next && next.opensAt <= endsAt) {
      if (moving.length > 0) served += ((next.opensAt - now) * perMs) / moving.length
      now = next.opensAt
      moving.push({ ...next, end: served + layers[next.index]!.transferBytes })
      waiting = waiting.slice(1)
    } else {
      now = endsAt
      served = end
      for (const { index, from } of moving.filter((one) => !(one.end > served))) {
        done.set(index, { downloadFromMs: from, downloadToMs: now })
      }
      moving = moving.filter((one) => one.end > served)
    }
  }
}
