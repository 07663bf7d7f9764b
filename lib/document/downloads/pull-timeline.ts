import type { PullLayer, PullReport } from '../../analysis/downloads-report'
import {
  type Link,
  type PullTimeline,
  simulatePull,
  type TimedLayer,
  type TimelineProblem,
} from '../../analysis/pull/timeline'

/** The network and the host's disk as the link holds them: MB/s, ms, downloads at a time, unpacked MB/s. */
export interface LinkState {
  readonly bw: number
  readonly lat: number
  readonly conc: number
  readonly disk: number
}

const MB = 1_000_000
/** Index and manifest. */
const MANIFEST_REQUESTS = 2
/** As measured: scripts/bench/pull-time.ts. */
const LAYER_MS = 60

/** Layers that are downloaded and whose blobs' lengths no registry reported: with one of them no time is known. */
export function layersWithoutBytes({ layers }: PullReport): readonly PullLayer[] {
  return layers.filter(({ way, transferBytes }) => way === 'download' && transferBytes === undefined)
}

/** When each layer is fetched and unpacked; undefined while the bytes of one are not known. */
export function pullTimeline(pull: PullReport, link: LinkState): PullTimeline | undefined {
  if (layersWithoutBytes(pull).length > 0) return undefined
  const timed = pull.layers.map(
    ({ way, transferBytes = 0, unpackedBytes }): TimedLayer => ({
      way,
      transferBytes,
      // A layer whose unpacked bytes are not known takes at least as long as its blob.
      unpackedBytes: unpackedBytes ?? transferBytes,
    }),
  )
  return simulatePull(timed, linkOf(link))
}

/** What is wrong with a network or a disk, whatever is pulled. */
export function linkProblem(link: LinkState): TimelineProblem | undefined {
  const empty = simulatePull([], linkOf(link))
  return empty.ok ? undefined : empty.problem
}

function linkOf({ bw, lat, conc, disk }: LinkState): Link {
  return {
    bandwidth: bw * MB,
    latencyMs: lat,
    concurrency: conc,
    unpackBytesPerSecond: disk * MB,
    layerMs: LAYER_MS,
    manifestRequests: MANIFEST_REQUESTS,
  }
}

/** The layers by their places in the chain, base first: those that are fetched, and those that a host is spared. */
export function layersByWay({ layers }: PullReport) {
  const places = layers.map((layer, place) => ({ layer, place }))
  const isFetched = ({ layer }: (typeof places)[number]) => layer.way === 'download'
  return { fetched: places.filter(isFetched), spared: places.filter((one) => !isFetched(one)) }
}
