import type { UnpackOrder } from './profiles'
import type { LayerWay } from './rule'

/** The network and the host as a pull meets them. */
export interface Link {
  /** Bytes per second, shared equally by the downloads that are moving. */
  readonly bandwidth: number
  /** Milliseconds from a request to the first byte of its answer. */
  readonly latencyMs: number
  /** Requests for blobs, or for parts of them, at a time. */
  readonly concurrency: number
  /** Bytes of one part of a layer, each a request of its own; when absent a layer is fetched by one. */
  readonly partBytes?: number | undefined
  /** Unpacked bytes per second of one layer: to unpack is mostly to decompress, by one core a layer. */
  readonly unpackBytesPerSecond: number
  /** Layers that are unpacked at a time; 1 when absent. */
  readonly lanes?: number | undefined
  /** Which layer is next; from the base up when absent. */
  readonly order?: UnpackOrder | undefined
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
  /** Of a `repeat`: the layer, by its index, whose download it is unpacked from. */
  readonly repeats?: number | undefined
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
export type TimelineProblem = 'bandwidth' | 'latency' | 'concurrency' | 'parts' | 'unpack' | 'lanes' | 'bytes'

/**
 * Plays a pull as a fluid: requests start in the order of the layers, `concurrency` at a time; each waits for its
 * latency and then shares the bandwidth equally with the others that are moving. A layer is one request, or one a part.
 * Layers are unpacked from the base up, each after its own download, `lanes` at a time. Where `order` is `arrival`,
 * layers take turns to ask for a part, and are unpacked in the order in which they are there.
 *
 * The total is never less than `downloadedBytes` at full bandwidth, nor than all unpacking in `lanes`, and neither a
 * faster disk nor a further lane makes it longer. Neither do more bandwidth, fewer bytes or more layers spared, as long
 * as there is no latency, one request at a time, or as many at a time as there are; fewer bytes may all the same where
 * several lanes unpack by arrival, since the layers come in another order. In between they may, by a little: who asks
 * sooner takes bandwidth sooner from the layers that all others wait for. For the same reason more downloads at a time
 * may be slower, with or without latency.
 *
 * @param layers  base first
 * @returns       `ok: false` for 0, negative, not finite or (concurrency, lanes) not whole inputs. Never throws.
 * @see           moby distribution/xfer/transfer.go (waitingTransfers), distribution/xfer/download.go
 *                (makeDownloadFunc: the parent is awaited after the download); containerd core/unpack/unpacker.go (a
 *                lane is taken from the base up, before the blob is there; `supportParallel`), core/remotes/docker/fetcher.go
 *                (open: parts); SOCI fs/parallel_artifact_fetcher.go (multiRequestFetchWrite), fs/parallel_unpacker.go (Unpack:
 *                a lane is taken once the blob is there)
 */
export function simulatePull(layers: readonly TimedLayer[], link: Link): PullTimeline {
  const problem = problemOf(layers, link)
  if (problem) return { ok: false, problem }

  const start = link.manifestRequests * link.latencyMs
  const downloads = playDownloads(layers, link, start)
  const unpacked = playUnpacking(
    layers,
    link,
    layers.map(({ repeats }, index) => downloads.get(repeats ?? index)?.downloadToMs ?? start),
    start,
  )
  const times = layers.map((_, index): LayerTimes => ({ ...downloads.get(index), ...unpacked.get(index) }))
  const downloadedBytes = layers.reduce(
    (sum, { way, transferBytes }) => sum + (way === 'download' ? transferBytes : 0),
    0,
  )
  const totalMs = Math.max(start, ...[...unpacked.values()].map(({ unpackToMs }) => unpackToMs))
  if (Number.isFinite(totalMs)) return { ok: true, layers: times, totalMs, downloadedBytes }
  // So slow that the time is no number any more.
  return { ok: false, problem: Number.isFinite(lastOf(downloads, start)) ? 'unpack' : 'bandwidth' }
}

function problemOf(layers: readonly TimedLayer[], link: Link): TimelineProblem | undefined {
  const isCount = (value: number) => Number.isFinite(value) && value >= 0
  if (!isCount(link.bandwidth) || link.bandwidth === 0) return 'bandwidth'
  if (!isCount(link.latencyMs) || !isCount(link.manifestRequests)) return 'latency'
  if (!Number.isInteger(link.concurrency) || link.concurrency < 1) return 'concurrency'
  if (link.partBytes !== undefined && !(isCount(link.partBytes) && link.partBytes > 0)) return 'parts'
  if (link.lanes !== undefined && !(Number.isInteger(link.lanes) && link.lanes > 0)) return 'lanes'
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

/** One request: of a whole layer, or of a part of it. */
interface Request {
  readonly index: number
  readonly bytes: number
}

/** No layer is fetched in more parts: with so many of them their length makes no difference any more. */
const MOST_PARTS = 500

/** The requests of a pull in the order in which they are made. */
function requestsOf(layers: readonly TimedLayer[], { partBytes, order }: Link): readonly Request[] {
  const requests = layers.flatMap(({ way, transferBytes }, index) => {
    if (way !== 'download') return []
    const part = Math.max(partBytes ?? transferBytes, transferBytes / MOST_PARTS)
    return Array.from({ length: Math.max(1, Math.ceil(transferBytes / part) || 1) }, (_, turn) => ({
      ...{ index, turn, bytes: Math.max(0, Math.min(part, transferBytes - turn * part)) },
    }))
  })
  return order === 'arrival' ? requests.sort((a, b) => a.turn - b.turn) : requests
}

/** A request under way. While it moves, `end` is what `served` will be when it has all its bytes. */
interface Moving extends Request {
  readonly opensAt: number
  readonly end: number
}

/**
 * From event to event: a request gets its first byte, or one gets its last. All that are moving get the same share, so
 * one count of bytes `served` to each is enough. A layer's download is from its first request to its last byte.
 */
function playDownloads(layers: readonly TimedLayer[], link: Link, start: number): Map<number, Download> {
  const queue = requestsOf(layers, link).values()
  const done = new Map<number, Download>()
  const perMs = link.bandwidth / 1000
  const waiting: Moving[] = []
  /** The one that ends first stands first. */
  const moving: Moving[] = []
  let now = start
  let served = 0
  for (;;) {
    while (waiting.length + moving.length < link.concurrency) {
      const { value: request, done: none } = queue.next()
      if (none) break
      waiting.push({ ...request, opensAt: now + link.latencyMs, end: 0 })
      if (!done.has(request.index)) done.set(request.index, { downloadFromMs: now, downloadToMs: now })
    }
    const [next] = waiting
    const [first] = moving
    if (!next && !first) return done
    const endsAt = first ? now + ((first.end - served) * moving.length) / perMs : Number.POSITIVE_INFINITY
    if (next && next.opensAt <= endsAt) {
      if (first) served += ((next.opensAt - now) * perMs) / moving.length
      now = next.opensAt
      const end = served + next.bytes
      moving.splice(moving.findLastIndex((one) => one.end <= end) + 1, 0, { ...next, end })
      waiting.shift()
    } else if (first) {
      now = endsAt
      served = first.end
      while (moving[0] && !(moving[0].end > served)) {
        const { index } = moving.shift()!
        done.set(index, { ...done.get(index)!, downloadToMs: now })
      }
    }
  }
}

interface Unpacking {
  readonly unpackFromMs: number
  readonly unpackToMs: number
}

/** @param ready  when the blob of each layer is there */
function playUnpacking(
  layers: readonly TimedLayer[],
  { unpackBytesPerSecond, layerMs = 0, lanes = 1, order }: Link,
  ready: readonly number[],
  start: number,
): Map<number, Unpacking> {
  const done = new Map<number, Unpacking>()
  const queue = layers.flatMap(({ way }, index) => (way === 'reuse' ? [] : [index]))
  if (order === 'arrival') queue.sort((a, b) => ready[a]! - ready[b]! || a - b)
  const free = new Array<number>(Math.min(lanes, queue.length)).fill(start)
  for (const index of queue) {
    const lane = free.indexOf(Math.min(...free))
    const unpackFromMs = Math.max(free[lane]!, ready[index]!)
    const unpackToMs = unpackFromMs + (layers[index]!.unpackedBytes / unpackBytesPerSecond) * 1000 + layerMs
    free[lane] = unpackToMs
    done.set(index, { unpackFromMs, unpackToMs })
  }
  return done
}
