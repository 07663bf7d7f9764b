import { failureText, problemText } from '../../lib/document/words/failure-text'
import { exportWords } from '../../lib/document/words/words'
import type { Locale } from '../../lib/i18n/locales'
import type { SourceFailure } from '../../lib/oci/failure'
import type { Trouble } from './troubles'

/** What stood in the way, and what to do: in the page's words. */
export function sentenceOf(trouble: Trouble, locale: Locale): string {
  return `${trouble.of}: ${textOf(trouble, locale)}`
}

function textOf(trouble: Trouble, locale: Locale): string {
  const words = exportWords(locale)
  if ('failure' in trouble) return failureSentence(trouble.failure, locale)
  if ('layer' in trouble)
    return words('scan')(`layer-${trouble.layer.code}`, { detail: trouble.layer.detail })
  return problemText({ failures: words('failures'), problems: words('problems') }, trouble.problem)
}

/** Why a source gave no answer. */
export function failureSentence(failure: SourceFailure, locale: Locale): string {
  return failureText(exportWords(locale)('failures'), failure)
}
