import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { layerLimitOf, releasesLeftOf } from '../measures/releases-left'
import type { RuleId } from '../pull/rules'

const DAY = 24 * 60 * 60 * 1000

/** Docker is younger than any older image: such a time is a placeholder of a reproducible build (0001, 1970, 1980). */
const FIRST_IMAGE = Date.UTC(2013, 0, 1)

/** The last time that a Date can name. */
const LAST_TIME = 8.64e15

/** How near a series is to the layers that the store allows. */
export interface LayerLimit {
  /** Layers of the last tag. */
  readonly layers: number
  readonly limit: number
  /** Layers that a release adds on average, from the first tag to the last; absent with less than two tags. */
  readonly perRelease?: number | undefined
  /** The same by the calendar, between the first and the last tag that tell their time. */
  readonly perDay?: number | undefined
  /** Releases that still fit; unknown when the series does not grow. */
  readonly releasesLeft: NumberCell
  readonly date: LimitDate
}

export type LimitDate =
  /** When the last release that fits is due, ISO 8601, if releases go on at a pace of `daysPerRelease`. */
  | { readonly kind: 'at'; readonly date: string; readonly daysPerRelease: number }
  | { readonly kind: 'none'; readonly why: NoLimitDate }

export type NoLimitDate =
  /** The layers do not grow, or there are less than two tags to tell. */
  | 'no-growth'
  /** No further release fits. */
  | 'reached'
  /** Less than two tags tell when they were made (reproducible builds leave it out or set a fixed time). */
  | 'no-times'
  /** The last tag is not younger than the first. */
  | 'times-stand-still'
  /** Later than a calendar goes. */
  | 'too-far'

/**
 * How many releases a series can still make until an image has as many layers as the store allows, and when that will be.
 *
 * @param images  first to last release
 * @param now     the next release is due one interval after the last one, but not in the past
 * @returns       undefined for no images, and for a store whose limit differs from host to host
 */
export function layerLimit(images: readonly ImageFacts[], now: Date, rule: RuleId): LayerLimit | undefined {
  const last = images.at(-1)
  const limit = layerLimitOf(rule)
  if (!last || limit === undefined) return undefined
  const perRelease = paceOf(images)
  // The measure's own figure, so that the table and this sentence never differ.
  const left = releasesLeftOf({ image: last, layersPerRelease: perRelease, rule })
  const times = timesOf(images)
  return {
    layers: last.layers.length,
    limit,
    perRelease,
    perDay: times && times.days > 0 ? times.layers / times.days : undefined,
    releasesLeft: left,
    date: dateOf(left, times, now),
  }
}

function paceOf(images: readonly ImageFacts[]): number | undefined {
  if (images.length < 2) return undefined
  return (images.at(-1)!.layers.length - images[0]!.layers.length) / (images.length - 1)
}

/** From the first tag that tells its time to the last one. */
interface Times {
  readonly last: number
  readonly days: number
  readonly releases: number
  readonly layers: number
}

function timesOf(images: readonly ImageFacts[]): Times | undefined {
  const timed = images.flatMap(({ created, layers }, release) => {
    const at = Date.parse(created ?? '')
    return at >= FIRST_IMAGE ? [{ at, release, layers: layers.length }] : []
  })
  const [first] = timed
  const last = timed.at(-1)
  if (!first || !last || first === last) return undefined
  return {
    last: last.at,
    days: (last.at - first.at) / DAY,
    releases: last.release - first.release,
    layers: last.layers - first.layers,
  }
}

function dateOf(left: NumberCell, times: Times | undefined, now: Date): LimitDate {
  if (left.kind === 'unknown') return { kind: 'none', why: 'no-growth' }
  if (left.value < 1) return { kind: 'none', why: 'reached' }
  if (!times) return { kind: 'none', why: 'no-times' }
  if (times.days <= 0) return { kind: 'none', why: 'times-stand-still' }
  const daysPerRelease = times.days / times.releases
  const next = Math.max(times.last + daysPerRelease * DAY, now.getTime())
  const due = next + (left.value - 1) * daysPerRelease * DAY
  if (due > LAST_TIME) return { kind: 'none', why: 'too-far' }
  return { kind: 'at', date: new Date(due).toISOString(), daysPerRelease }
}
