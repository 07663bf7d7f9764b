import type { Locale } from '../../lib/i18n/locales'
import type { ExportPage } from '../../lib/link/exports'
import { parsePlan } from '../../lib/link/plan-param'
import { parseStrategy } from '../../lib/link/strategy-param'
import { parseReference } from '../../lib/oci/reference'
import { readCompare } from '../../lib/server/compare'
import { pageSearch } from '../../lib/server/exports/export-input'
import { readImage } from '../../lib/server/image'
import { parseCompareInput, parseImageInput } from '../../lib/server/inputs'
import type { Args } from './command'
import { CommandError, EXIT, UsageError } from './errors'
import { Progress } from './progress'
import { startRuntime } from './runtime'
import { sentenceOf } from './sentences'
import { type Outcome, outcomeOf, type Trouble, tagTroubles } from './troubles'
import { localeOf, withReference } from './view'

/** A question whose tags have been read, for what is to be made of them. */
export interface Reading {
  /** The page's own query string, unpacked. */
  readonly search: URLSearchParams
  readonly locale: Locale
  /** Canonical references of the tags that have figures. */
  readonly tags: readonly string[]
  readonly progress: Progress
  /** Says on standard error what could not be read; the exit code says so too. */
  tell(troubles: readonly Trouble[]): void
}

/**
 * Reads what a page's link asks for, says on standard error what could not be read, and lets `answer` answer.
 *
 * @returns the exit code
 * @throws InputError naming the parameter that cannot be read; SourceError, CommandError when there is no answer
 */
export async function readFor(
  page: ExportPage,
  given: URLSearchParams,
  args: Args,
  answer: (reading: Reading) => Promise<void>,
): Promise<number> {
  const search = pageSearch(page, given)
  const locale = localeOf(search)
  const runtime = startRuntime(hostsOf(search), args.texts('snapshot'))
  const progress = new Progress(process.stderr, args.flag('quiet'), () => {
    const { asked, answered } = runtime.images.count()
    return asked === 0 ? 'Reading' : `Reading tags: ${answered} of ${asked}`
  })
  let isWhole = true
  const say = (trouble: Trouble) => progress.say(sentenceOf(trouble, locale))
  const tell = (troubles: readonly Trouble[]) => {
    troubles.forEach(say)
    if (troubles.length > 0) isWhole = false
  }
  try {
    const outcome = page === 'tag' ? await tagOutcome(search) : await reportOutcome(search)
    tell(outcome.troubles)
    outcome.notes.forEach(say)
    if (outcome.tags.length === 0) refuse(outcome)
    await answer({ search, locale, tags: outcome.tags, progress, tell })
    await runtime.facts.flush()
    return isWhole || args.flag('allow-partial') ? EXIT.fine : EXIT.partial
  } finally {
    progress.end()
  }
}

/** Nothing was read, and why has been told. */
function refuse({ troubles }: Outcome): never {
  const isBad = (trouble: Trouble) =>
    'problem' in trouble &&
    (trouble.problem.code === 'bad-reference' || trouble.problem.code === 'bad-filter')
  if (troubles.some(isBad)) throw new UsageError('no strategy can be read')
  throw new CommandError('there is no answer: not one tag could be read')
}

async function reportOutcome(search: URLSearchParams): Promise<Outcome> {
  return outcomeOf(await readCompare(parseCompareInput(search)))
}

async function tagOutcome(search: URLSearchParams): Promise<Outcome> {
  const { reference, ...rest } = parseImageInput(withReference(search))
  const { tag } = await readImage(reference, rest)
  return { tags: tag.image ? [tag.reference] : [], troubles: tagTroubles(tag), notes: [] }
}

/** Registries that the question names. */
function hostsOf(search: URLSearchParams): readonly string[] {
  const strategies = search.getAll('s').map((text) => parseStrategy(text).reference)
  const tags = [search.get('ref'), search.get('with')]
  return [...strategies, ...tags].flatMap((text) => {
    if (!text || parsePlan(text)) return []
    return parseReference(text)?.host ?? []
  })
}
