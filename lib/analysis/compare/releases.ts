import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import { estimate, type Reason, unknown } from '../cell'
import { downloadCachedOf } from '../measures/download'
import type { AskedHost } from '../pull/host'
import { planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import type { PaceReport, UpdateReport } from '../report'
import { extrapolateFigure } from '../storage/extrapolate'
import type { StoredPoint } from '../storage/growth'

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
export function paceReport(images: readonly ImageFacts[], points: readonly StoredPoint[]): PaceReport {
  const layers = paceOf(images)
  const last = points.at(-1)
  const growth = (figure: 'registryBytes' | 'hostTotal') => {
    const found = extrapolateFigure(points, figure, 0)
    const total = last?.[figure]
    if (found.kind === 'estimate') return estimate(found.perRelease, 'bytes', mean(found.ofLast))
    return unknown('bytes', total?.kind === 'unknown' ? total.why : { code: 'first-tag' })
  }
  return {
    layers:
      layers === undefined
        ? unknown('layers', { code: 'first-tag' })
        : estimate(layers, 'layers', mean(images.length - 1)),
    registry: growth('registryBytes'),
    host: growth('hostTotal'),
  }
}

/** What a host downloads of an image. @param host  that pulled the readable tag before and no other */
export function updateOf(image: ImageFacts, host: AskedHost, rule: RuleId, basis: Basis): UpdateReport {
  const cachedPull = planPull(image, host, rule)
  const fetched: number[] = []
  cachedPull.ways.forEach((way, place) => {
    if (way === 'download') fetched.push(place)
  })
  return { bytes: downloadCachedOf({ image, cachedPull, missingFromCache: [] }, basis), fetched }
}
