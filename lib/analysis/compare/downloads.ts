import type { ImageFacts } from '../../oci/facts'
import { parseInstruction } from '../../oci/instruction'
import type { Reason } from '../cell'
import type { DownloadsReport, MatrixReasons, MatrixReport, PullReport } from '../downloads-report'
import { explainPull } from '../pull/explain'
import { type Matrix, upgradeMatrix } from '../pull/matrix'
import type { DownloadsInput, PullInput } from '../question'
import { isNamed } from '../series/names'
import { extrapolate } from '../storage/extrapolate'
import { storageGrowth } from '../storage/growth'
import { layerLimit } from '../storage/layer-limit'
import { retention } from '../storage/retention'
import { baseLayersOfSeries } from './base-layers'
import { type CachePlaces, heldBefore, orLessOf } from './cache-set'
import type { CompareFacts } from './facts'
import { compareReport, imagesOf } from './report'
import { beyondFor, endsFor } from './sides'

/** Names of held images that a page shows. */
const SHOWN_NAMES = 20

/** Everything that the Downloads page draws, from the facts of a comparison. Pure. */
export function downloadsReport(input: DownloadsInput, facts: CompareFacts): DownloadsReport {
  const compare = compareReport(input, facts)
  const now = new Date(facts.at)
  return {
    compare,
    strategies: imagesOf(facts.series).map((tags) => {
      const read = tags.flatMap(({ image, facts: { tag } }) => (image ? [{ tag, image }] : []))
      const images = read.map(({ image }) => image)
      const points = storageGrowth(images, input.keep, compare.rule)
      const dropped = images.slice(0, input.drop).map((_, index) => index)
      return {
        matrix: matrixReport(
          read.map(({ tag }) => tag),
          images,
          compare.rule,
          input.basis,
        ),
        storage: {
          points,
          ahead: extrapolate(points, input.ahead),
          retention: retention(images, dropped, compare.rule),
          limit: layerLimit(images, now, compare.rule),
        },
      }
    }),
  }
}

function matrixReport(
  tags: readonly string[],
  images: readonly ImageFacts[],
  rule: Parameters<typeof upgradeMatrix>[1],
  basis: Parameters<typeof upgradeMatrix>[2],
): MatrixReport {
  const { bytes, why } = upgradeMatrix(images, rule, basis)
  return {
    tags,
    bytes: bytes.map((row) => row.map((count) => count ?? null)),
    estimated: why.some((row, from) => row.some((reason, to) => reason && bytes[from]?.[to] !== undefined)),
    why: matrixReasons(why),
  }
}

function matrixReasons(why: Matrix['why']): MatrixReasons | undefined {
  const reasons: Reason[] = []
  const positions = new Map<string, number>()
  const at = why.map((row) =>
    row.map((reason) => {
      if (!reason) return 0
      const key = `${reason.code} ${reason.data?.layers}`
      if (!positions.has(key)) positions.set(key, reasons.push(reason))
      return positions.get(key)!
    }),
  )
  return reasons.length > 0 ? { reasons, at } : undefined
}

/**
 * One pull, layer by layer, with the reasons.
 *
 * @param facts  of a comparison of one strategy
 * @returns      undefined when the series has no such tag, or no source could read it
 */
export function pullReport(input: PullInput, facts: CompareFacts): PullReport | undefined {
  const { strategy, ...rest } = input
  const { rule, strategies } = compareReport({ ...rest, strategies: [strategy] }, facts)
  const [tags = []] = imagesOf(facts.series)
  const index = tags.findIndex((one) => isNamed(one.facts, input.tag))
  const image = tags[index]?.image
  const report = strategies[0]?.tags[index]
  if (!image || !report) return undefined
  const known = endsFor(facts, facts.series[0])
  const beyond = beyondFor(facts, facts.series[0])
  const places: CachePlaces = { tags, baseLayers: baseLayersOfSeries(facts, tags), known, beyond }
  const { held, missing } = heldBefore(places, input.cache, index)
  const layers = explainPull(image, held, rule)
  const fetched = image.layers.filter((_, position) => layers[position]?.way === 'download')
  const names = [...new Set(held.map(({ name }) => name))]
  const steps = new Map(image.history.map((step) => [step.layer, step.createdBy]))
  return {
    reference: report.reference,
    tag: input.tag,
    rule,
    cache: input.cache,
    holds: names.slice(0, SHOWN_NAMES),
    moreHeld: Math.max(0, names.length - SHOWN_NAMES),
    missing,
    refusals: report.image?.refusals,
    orLess: orLessOf(places, input.cache, held, rule)(fetched),
    layers: layers.map((verdict, position) => {
      const { diffId, chainId } = image.layers[position]!
      return { ...verdict, diffId, chainId, instruction: parseInstruction(steps.get(position) ?? '').text }
    }),
  }
}
