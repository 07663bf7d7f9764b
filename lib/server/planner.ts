import 'server-only'
import type { AdviceReport, TagContent } from '../analysis/advisor/advice'
import { advise } from '../analysis/advisor/advise'
import { markPredicted } from '../analysis/advisor/predicted'
import { imagesOf } from '../analysis/compare/report'
import { type PlanReport, planFrom } from '../analysis/planner/from-series'
import type { CompareInput, StrategyInput } from '../analysis/question'
import { SourceError } from '../sources/source'
import { readFacts } from './compare'
import { runtime } from './runtime'

type Question = Pick<CompareInput, 'platform' | 'source' | 'rule'>

/** A plan read out of a real series. @throws SourceError when no source has a tag of it */
export async function readPlan(
  strategy: StrategyInput,
  question: Question,
  signal: AbortSignal,
): Promise<PlanReport> {
  const { tags } = await readSeriesImages(strategy, question, signal)
  return planFrom(tags.map(({ image }) => image))
}

/** What re-layering would cost a series less, by the files of its layers where they were read. @throws SourceError */
export async function readAdvice(
  strategy: StrategyInput,
  question: Question,
  signal: AbortSignal,
): Promise<AdviceReport> {
  const { tags, facts } = await readSeriesImages(strategy, question, signal)
  const { at, source, snapshot, engine } = facts
  const run = runtime()
  const contents = await Promise.all(
    tags.map(async ({ tag, image }): Promise<TagContent> => {
      const files = await Promise.all(image.layers.map(({ diffId }) => run.files.get(diffId)))
      return { tag, image, files }
    }),
  )
  const rule = question.rule === 'auto' ? undefined : question.rule
  const advised = advise(contents, undefined, rule)
  if ('none' in advised) return advised
  const { today: _, proposed: __, known: ___, report, ...wire } = advised
  // Strategy 1 is the proposed one.
  return { ...wire, report: markPredicted({ ...report, at, source, snapshot, engine }, 1) }
}

async function readSeriesImages(strategy: StrategyInput, question: Question, signal: AbortSignal) {
  const input: CompareInput = { ...question, strategies: [strategy], basis: 'transfer', cache: 'earlier' }
  const { facts } = await readFacts(input, signal)
  const [read = []] = imagesOf(facts.series)
  const tags = read.flatMap(({ image, facts: { tag } }) => (image ? [{ tag, image }] : []))
  if (tags.length > 0) return { tags, facts }
  const failures = [
    ...facts.series.flatMap(({ problems }) =>
      problems.flatMap((one) => (one.code === 'source' ? [one.failure] : [])),
    ),
    ...read.flatMap(({ facts: { failures: own } }) => own),
  ]
  throw new SourceError(failures[0] ?? { code: 'not-found', at: strategy.reference, what: 'tags' })
}
