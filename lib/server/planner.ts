import 'server-only'
import type { AdviceReport } from '../analysis/advisor/advice'
import { markPredicted } from '../analysis/advisor/predicted'
import { imagesOf } from '../analysis/compare/report'
import { type PlanReport, planFrom } from '../analysis/planner/from-series'
import type { CompareInput, SeriesInput } from '../analysis/question'
import type { PackedLayer } from '../layerfs/packed'
import type { DiffId } from '../oci/digest'
import { SourceError } from '../sources/source'
import { readFacts } from './compare'
import { sourceFailures } from './series'

/** A plan read out of a real series. @throws SourceError when no source has a tag of it */
export async function readPlan(input: SeriesInput, signal: AbortSignal): Promise<PlanReport> {
  const { tags } = await readSeriesImages(input, signal)
  return planFrom(tags.map(({ image }) => image))
}

/** What re-layering would cost a series less, by the files of its layers where they were read. @throws SourceError */
export async function readAdvice(input: SeriesInput, signal: AbortSignal): Promise<AdviceReport> {
  const { tags, facts, run } = await readSeriesImages(input, signal)
  const { at, source, snapshot, engine } = facts
  // Tags of a series share most of their layers.
  const known = new Map<DiffId, number>()
  const layers: PackedLayer[] = []
  for (const { diffId } of tags.flatMap(({ image }) => image.layers)) {
    const found = known.has(diffId) ? undefined : await run.files.get(diffId)
    if (found) known.set(diffId, layers.push(found) - 1)
  }
  const contents = tags.map(({ tag, image }) => {
    return { tag, image, files: image.layers.map(({ diffId }) => known.get(diffId)) }
  })
  const rule = input.rule === 'auto' ? undefined : input.rule
  const advised = await run.desk.ask('advice', layers, { tags: contents, rule }, signal)
  if ('none' in advised) return advised
  const { report, ...wire } = advised
  // Strategy 1 is the proposed one.
  return { ...wire, report: markPredicted({ ...report, at, source, snapshot, engine }, 1) }
}

async function readSeriesImages({ strategy, ...question }: SeriesInput, signal: AbortSignal) {
  const input: CompareInput = { ...question, strategies: [strategy], basis: 'transfer', cache: 'earlier' }
  const { facts, place } = await readFacts(input, signal)
  const [read = []] = imagesOf(facts.series)
  const tags = read.flatMap(({ image, facts: { tag } }) => (image ? [{ tag, image }] : []))
  if (tags.length > 0) return { tags, facts, run: place.run }
  const failures = [
    ...facts.series.flatMap(sourceFailures),
    ...read.flatMap(({ facts: { failures: own } }) => own),
  ]
  throw new SourceError(failures[0] ?? { code: 'not-found', at: strategy.reference, what: 'tags' })
}
