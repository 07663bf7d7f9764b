import type { DiffReport, StepReport } from '../../analysis/diff-report'
import type { StepChange } from '../../oci/step-diff'

/** What may become of a step, in the order in which they are counted. */
export const CHANGES: readonly StepChange[] = [
  'same',
  'same-content',
  'new-content',
  'not-reproducible',
  'rebuilt-empty',
  'gone',
  'added',
]

/** The first step that differs. */
export interface Parting {
  /** Key of its term: an image that goes on where the other ends has lost nothing. */
  readonly term: 'lostAt' | 'bGoesOn' | 'aGoesOn'
  readonly step?: StepReport | undefined
}

export function partingOf({ pairs, divergence }: Pick<DiffReport, 'pairs' | 'divergence'>): Parting {
  const differing = pairs.slice(divergence)
  const first = differing[0]
  const only = (change: StepChange) => differing.every((pair) => pair.change === change)
  return {
    term: only('added') ? 'bGoesOn' : only('gone') ? 'aGoesOn' : 'lostAt',
    step: first?.b ?? first?.a,
  }
}
