import 'server-only'
import type { AdviceReport, TagContent } from '../analysis/advisor/advice'
import { advise } from '../analysis/advisor/advise'
import { markPredicted } from '../analysis/advisor/predicted'
import { imagesOf } from '../analysis/compare/report'
import { type PlanReport, planFrom } from '../analysis/planner/from-series'
import type { CompareInput, SeriesInput } from '../analysis/question'
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
  const contents = await Promise.all(
    tags.map(async ({ tag, image }): Promise<TagContent> => {
      const files = await Promise.all(image.layers.map(({ diffId }) => run.files.get(diffId)))
      return { tag, image, files }
    }),
  )
  const rule = input.rule === 'auto' ? undefined : input.rule
  const advised = advise(contents, undefined, rule)
  if ('none' in advised) return advised
  const { today: _, proposed: __, known: ___, report, ...wire } = advised
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
