import type { CompareInput } from '../../lib/analysis/question'
import type { Locale } from '../../lib/i18n/locales'
import type { PageState } from '../../lib/link/pages'
import { parsePlan } from '../../lib/link/plan-param'
import { type TagState, toImageInput } from '../../lib/link/tag-state'
import { toCompareInput } from '../../lib/link/view-state'
import { parseReference } from '../../lib/oci/reference'
import { readCompare, readImage } from '../../lib/server/compare'
import { readPage } from '../../lib/server/exports/export-input'
import { unpackedLink } from '../../lib/server/packed-link'
import { CommandError, EXIT, UsageError } from './errors'
import { interrupted } from './interrupt'
import type { Options, Page } from './options'
import { Progress } from './progress'
import { startRuntime } from './runtime'
import { localeOf } from './search'
import { type Outcome, outcomeOf, sentenceOf, type Trouble, tagTroubles } from './troubles'

/** A question whose tags have been read, for what is to be made of them. */
export interface Reading {
  /** The page's own query string, unpacked. */
  readonly search: URLSearchParams
  readonly state: PageState<Page>
  readonly locale: Locale
  /** Where tags are read. */
  readonly from: Pick<CompareInput, 'platform' | 'source'>
  /** Canonical references of the tags that have figures. */
  readonly tags: readonly string[]
  readonly progress: Progress
  /** Aborts when the person at the keyboard ends the command. */
  readonly signal: AbortSignal
  /** Says on standard error what could not be read; the exit code says so too. */
  report(troubles: readonly Trouble[]): void
}

/**
 * Reads what a page's link asks for, says on standard error what could not be read, and lets `answer` answer.
 *
 * @throws InputError naming the parameter that cannot be read; SourceError, CommandError when there is no answer
 */
export async function readFor(
  page: Page,
  given: URLSearchParams,
  { snapshot = [], quiet = false, allowPartial }: Options,
  answer: (reading: Reading) => Promise<void>,
): Promise<void> {
  const search = unpackedLink(given) ?? given
  const state = readPage(page, search)
  const locale = localeOf(state)
  const from = { platform: state.platform ?? undefined, source: state.source }
  const named = 'ref' in state ? [state.ref, state.with] : state.s.map(({ reference }) => reference)
  // Registries that the question names.
  const hosts = named.flatMap((text) => (parsePlan(text) ? [] : (parseReference(text)?.host ?? [])))
  const runtime = startRuntime(hosts, snapshot)
  const progress = new Progress(process.stderr, quiet, () => {
    const { asked, answered } = runtime.images
    return asked === 0 ? 'Reading' : `Reading tags: ${answered} of ${asked}`
  })
  let isWhole = true
  const say = (trouble: Trouble) => progress.say(sentenceOf(trouble, locale))
  const report = (troubles: readonly Trouble[]) => {
    troubles.forEach(say)
    if (troubles.length > 0) isWhole = false
  }
  try {
    const outcome =
      'ref' in state
        ? await tagOutcome(state)
        : outcomeOf(await readCompare(toCompareInput(state), interrupted))
    report(outcome.troubles)
    outcome.notes.forEach(say)
    if (outcome.tags.length === 0) refuse(outcome)
    await answer({ search, state, locale, from, tags: outcome.tags, progress, signal: interrupted, report })
    await runtime.facts.flush()
    if (!isWhole && !allowPartial) process.exitCode = EXIT.partial
  } finally {
    progress.end()
  }
}

/** Nothing was read, and the reasons are reported. */
function refuse({ troubles }: Outcome): never {
  const isBad = (trouble: Trouble) =>
    'problem' in trouble &&
    (trouble.problem.code === 'bad-reference' || trouble.problem.code === 'bad-filter')
  if (troubles.some(isBad)) throw new UsageError('no strategy can be read')
  throw new CommandError('there is no answer: not one tag could be read')
}

async function tagOutcome(state: TagState): Promise<Outcome> {
  const input = toImageInput(state)
  if (!input) throw new UsageError('the link names no tag')
  const { tag } = await readImage(input, interrupted)
  return { tags: tag.image ? [tag.reference] : [], troubles: tagTroubles(tag), notes: [] }
}
