import type { StepPairReport, StepReport } from '../../analysis/diff-report'
import { shortHashes } from './shortened'
import type { Translate } from './translate'

/** A step as one writes it in a Dockerfile; its layer's digest where that is not known. @param t  of `diff` */
export function stepText(t: Translate, { text, diffId = '' }: StepReport): string {
  return text === '' ? shortHashes(diffId) || t('noText') : shortHashes(text)
}

// The classic builder writes the hash of what was copied into the record.
const COPY = /^(?:COPY|ADD) /
const HASHED = /^(?:COPY|ADD) (?:file|dir|multi):[0-9a-f]{64}\b/

/** Why what reads the same, or has the same files, made another layer; undefined where it did not. @param t  of `diff` */
export function sameTextWhy(t: Translate, { change, a, b, sameFiles }: StepPairReport): string | undefined {
  if (sameFiles) return t(sameFiles === 'times' ? 'otherTimes' : 'otherPacking')
  if (!a || !b || a.text === '' || a.text !== b.text) return undefined
  // Build arguments are no part of what one writes in a Dockerfile.
  if (change === 'new-content') return t('otherArguments')
  if (change !== 'not-reproducible') return undefined
  if (!COPY.test(a.text)) return t('sameRecord')
  return t(HASHED.test(a.text) ? 'sameHash' : 'noHash')
}
