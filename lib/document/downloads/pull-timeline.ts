import type { PullLayer, PullReport } from '../../analysis/downloads-report'
import { profileMeant } from '../../analysis/pull/profiles'
import type { RuleId } from '../../analysis/pull/rules'
import {
  type Link,
  type PullTimeline,
  simulatePull,
  type TimedLayer,
  type TimelineProblem,
} from '../../analysis/pull/timeline'
import type { DownloadsState } from '../../link/downloads-state'

/**
 * The network and the host that pulls as the link holds them: MB/s, ms, unpacked MB/s of a layer; downloads at a time,
 * MiB of a part, layers unpacked at a time and their order, each null where it is as the host's profile has it.
 */
export type LinkState = Pick<
  DownloadsState,
  'profile' | 'bw' | 'lat' | 'disk' | 'conc' | 'part' | 'lanes' | 'unpack'
>

/** The same with the profile's settings where nothing else was chosen. */
export type SettledLink = { readonly [K in keyof Omit<LinkState, 'profile'>]: NonNullable<LinkState[K]> }

/** @param rule  the one in use, which says the kind of host where the link names none */
export function settledLink({ bw, lat, disk, ...link }: LinkState, rule: RuleId): SettledLink {
  const { downloads, partMib, lanes, order } = profileMeant(link, rule)
  return {
    ...{ bw, lat, disk, conc: link.conc ?? downloads, part: link.part ?? partMib },
    ...{ lanes: link.lanes ?? lanes, unpack: link.unpack ?? order },
  }
}

const MB = 1_000_000
const MIB = 1024 ** 2
/** Index and manifest. */
const MANIFEST_REQUESTS = 2
/** As measured: scripts/bench/pull-time.ts. */
const LAYER_MS = 60

/** Layers that are downloaded and whose blobs' lengths no registry reported: with one of them no time is known. */
export function layersWithoutBytes({ layers }: PullReport): readonly PullLayer[] {
  return layers.filter(({ way, transferBytes }) => way === 'download' && transferBytes === undefined)
}

/** When each layer is fetched and unpacked; undefined while the bytes of one are not known. */
export function pullTimeline(pull: PullReport, link: SettledLink): PullTimeline | undefined {
  if (layersWithoutBytes(pull).length > 0) return undefined
  const timed = pull.layers.map(
    ({ way, why, transferBytes = 0, unpackedBytes }): TimedLayer => ({
      way,
      repeats: why?.code === 'repeat' ? why.layer - 1 : undefined,
      transferBytes,
      // A layer whose unpacked bytes are not known takes at least as long as its blob.
      unpackedBytes: unpackedBytes ?? transferBytes,
    }),
  )
  return simulatePull(timed, linkOf(link))
}

/** What is wrong with a network or a disk, whatever is pulled. */
export function linkProblem(link: SettledLink): TimelineProblem | undefined {
  const empty = simulatePull([], linkOf(link))
  return empty.ok ? undefined : empty.problem
}

function linkOf({ bw, lat, conc, part, lanes, unpack, disk }: SettledLink): Link {
  return {
    bandwidth: bw * MB,
    latencyMs: lat,
    concurrency: conc,
    partBytes: part === 0 ? undefined : part * MIB,
    lanes,
    order: unpack,
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
