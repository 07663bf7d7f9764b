import { MAX_LAYERS } from '../../oci/max-layers'
import { MAX_PART_BYTES, MAX_RELEASES, PLAN_STRATEGIES, type Plan, type PlanPart } from './plan'
import { recipesOf } from './recipes'

/** A number of a plan, as a form names it. */
export type PlanField =
  | 'baseBytes'
  | 'packagesBytes'
  | 'appBytes'
  | 'baseEvery'
  | 'packagesEvery'
  | 'releases'
  | `ratio.${PlanPart}`

/** What is absurd in a plan. */
export type PlanProblem =
  | { readonly code: 'unknown-strategy' }
  | { readonly code: 'not-a-number' | 'negative' | 'not-whole'; readonly field: PlanField }
  | { readonly code: 'too-large'; readonly field: PlanField; readonly most: number }
  | { readonly code: 'no-releases' }
  | { readonly code: 'ratio-out-of-range'; readonly field: PlanField }
  /** All parts are of 0 bytes. */
  | { readonly code: 'nothing-in-it' }
  /** No classic engine builds this release: its image would have more than `most` layers. The plan ends before it. */
  | { readonly code: 'layer-limit'; readonly release: number; readonly most: number }

const PARTS: readonly PlanPart[] = ['base', 'packages', 'app']

/** Finds what keeps a plan from working; `layer-limit` alone leaves a series to show. Never throws. */
export function planProblems(plan: Plan): readonly PlanProblem[] {
  const problems = [
    ...(PLAN_STRATEGIES.includes(plan.strategy) ? [] : [{ code: 'unknown-strategy' } as const]),
    ...PARTS.flatMap((part) => countProblems(`${part}Bytes`, plan[`${part}Bytes`], MAX_PART_BYTES)),
    ...countProblems('baseEvery', plan.baseEvery ?? 0, MAX_RELEASES),
    ...countProblems('packagesEvery', plan.packagesEvery ?? 0, MAX_RELEASES),
    ...countProblems('releases', plan.releases, MAX_RELEASES),
    ...(plan.releases === 0 ? [{ code: 'no-releases' } as const] : []),
    ...PARTS.flatMap((part) => ratioProblems(`ratio.${part}`, plan.ratio?.[part])),
    ...(PARTS.every((part) => plan[`${part}Bytes`] === 0) ? [{ code: 'nothing-in-it' } as const] : []),
  ]
  return problems.length > 0 ? problems : layerProblems(plan)
}

/** Whether a series can be made in spite of a problem. */
export function isPlannable(problems: readonly PlanProblem[]): boolean {
  return problems.every(({ code }) => code === 'layer-limit')
}

function countProblems(field: PlanField, value: unknown, most: number): readonly PlanProblem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [{ code: 'not-a-number', field }]
  if (value < 0) return [{ code: 'negative', field }]
  if (!Number.isInteger(value)) return [{ code: 'not-whole', field }]
  return value > most ? [{ code: 'too-large', field, most }] : []
}

function ratioProblems(field: PlanField, value: unknown): readonly PlanProblem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [{ code: 'not-a-number', field }]
  return value <= 0 || value > 1 ? [{ code: 'ratio-out-of-range', field }] : []
}

function layerProblems(plan: Plan): readonly PlanProblem[] {
  let release = 0
  for (const layers of recipesOf(plan)) {
    release++
    if (layers.length > MAX_LAYERS) return [{ code: 'layer-limit', release, most: MAX_LAYERS }]
  }
  return []
}
