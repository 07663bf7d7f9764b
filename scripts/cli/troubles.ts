import type { CompareReport, StrategyProblem, TagReport } from '../../lib/analysis/report'
import { failureText, problemText } from '../../lib/document/words/failure-text'
import { wordsOf } from '../../lib/document/words/words'
import type { Locale } from '../../lib/i18n/locales'
import type { LayerProblem, SourceFailure } from '../../lib/oci/failure'

/** Why an answer is missing. */
export type Trouble =
  | { readonly of: string; readonly problem: StrategyProblem }
  | { readonly of: string; readonly failure: SourceFailure }
  | { readonly of: string; readonly layer: LayerProblem }

export interface Outcome {
  /** Canonical references of the tags that have figures. */
  readonly tags: readonly string[]
  /** What could not be read. */
  readonly troubles: readonly Trouble[]
  /** What was left out, as it should be: reported, but no failure. */
  readonly notes: readonly Trouble[]
}

/** What a report says of how it came about. */
export function outcomeOf({ strategies }: Pick<CompareReport, 'strategies'>): Outcome {
  const all = strategies.flatMap(({ name, repository, problems, tags }): Trouble[] => [
    ...problems.map((problem) => ({ of: repository ?? name, problem })),
    ...tags.flatMap(tagTroubles),
  ])
  const isNote = (trouble: Trouble) => 'problem' in trouble && trouble.problem.code === 'too-many-tags'
  return {
    tags: strategies.flatMap(({ tags }) => tags.flatMap(({ image, reference }) => (image ? reference : []))),
    troubles: distinct(all.filter((trouble) => !isNote(trouble))),
    notes: all.filter(isNote),
  }
}

/** What of one tag could not be read, from one of its sources or from all. */
export function tagTroubles({ reference, failures }: TagReport): readonly Trouble[] {
  return failures.map((failure) => ({ of: reference, failure }))
}

function distinct(troubles: readonly Trouble[]): readonly Trouble[] {
  return [...new Map(troubles.map((trouble) => [JSON.stringify(trouble), trouble])).values()]
}

/** What went wrong, and what to do: in the page's words. */
export function sentenceOf(trouble: Trouble, locale: Locale): string {
  const words = wordsOf(locale)
  const text = () => {
    if ('failure' in trouble) return failureSentence(trouble.failure, locale)
    if ('layer' in trouble)
      return words('scan')(`layer-${trouble.layer.code}`, { detail: trouble.layer.detail })
    return problemText({ failures: words('failures'), problems: words('problems') }, trouble.problem)
  }
  return `${trouble.of}: ${text()}`
}

/** Why a source gave no answer. */
export function failureSentence(failure: SourceFailure, locale: Locale): string {
  return failureText(wordsOf(locale)('failures'), failure)
}
