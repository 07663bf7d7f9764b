import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import { estimate, type NumberCell, type Reason, unknown } from '../cell'
import { downloadCachedOf } from '../measures/download'
import { hostThatPulled } from '../pull/host'
import { planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import type { PaceReport, UpdateReport } from '../report'
import { extrapolate } from '../storage/extrapolate'
import type { StoragePoint } from '../storage/growth'

/** Average growth in layers from one readable tag to the next; undefined with fewer than two. */
export function paceOf(images: readonly ImageFacts[]): number | undefined {
  const [first] = images
  const last = images.at(-1)
  if (!first || !last || first === last) return undefined
  return (last.layers.length - first.layers.length) / (images.length - 1)
}

const mean = (releases: number): Reason => ({ code: 'expected', data: { releases } })

/**
 * The same for what is stored, as the Storage card goes on from it.
 * @param points  of the same images, none deleted
 */
export function paceReport(images: readonly ImageFacts[], points: readonly StoragePoint[]): PaceReport {
  const layers = paceOf(images)
  const { registryBytes, hostTotal } = extrapolate(points, 0)
  const last = points.at(-1)
  const growth = (found: typeof registryBytes, total: NumberCell | undefined) => {
    if (found.kind === 'estimate') return estimate(found.perRelease, 'bytes', mean(found.ofLast))
    return unknown('bytes', total?.kind === 'unknown' ? total.why : { code: 'first-tag' })
  }
  return {
    layers:
      layers === undefined
        ? unknown('layers', { code: 'first-tag' })
        : estimate(layers, 'layers', mean(images.length - 1)),
    registry: growth(registryBytes, last?.registryBytes),
    host: growth(hostTotal, last?.hostTotal),
  }
}

/** What a host that holds one image and no other downloads of another. */
export function updateOf(image: ImageFacts, from: ImageFacts, rule: RuleId, basis: Basis): UpdateReport {
  const cachedPull = planPull(image, hostThatPulled([from], rule), rule)
  return {
    bytes: downloadCachedOf({ image, cachedPull, missingFromCache: [] }, basis),
    fetched: cachedPull.ways.flatMap((way, place) => (way === 'download' ? [place] : [])),
  }
}
