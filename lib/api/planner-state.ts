import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { DEFAULT_RATIO, PLAN_STRATEGIES, type Plan, type PlanStrategy } from '../planner/plan'
import type { CompareInput } from './compare'
import { formatPlan } from './plan-param'
import { MAX_STRATEGIES } from './strategy-param'
import { toCompareInput, viewParsers } from './view-state'

/** Fields of a plan count in MB, as people say them. */
const MB = 1_000_000

/** The whole state of the Planner page, as its link holds it. */
export const plannerParsers = {
  ...viewParsers,
  /** The articles' tables count unpacked bytes. */
  basis: parseAsStringLiteral(['transfer', 'unpacked'] as const).withDefault('unpacked'),
  /** Sizes in MB. */
  base: parseAsFloat.withDefault(231),
  packages: parseAsFloat.withDefault(500),
  app: parseAsFloat.withDefault(1),
  model: parseAsStringLiteral(['adds', 'replaces'] as const).withDefault('adds'),
  /** The last release deletes the app's files. */
  remove: parseAsBoolean.withDefault(true),
  be: parseAsInteger.withDefault(0),
  pe: parseAsInteger.withDefault(0),
  releases: parseAsInteger.withDefault(4),
  /** Transfer bytes for 100 unpacked ones. */
  rb: parseAsFloat.withDefault(100 * DEFAULT_RATIO),
  rp: parseAsFloat.withDefault(100 * DEFAULT_RATIO),
  ra: parseAsFloat.withDefault(100 * DEFAULT_RATIO),
  kinds: parseAsArrayOf(parseAsStringLiteral(PLAN_STRATEGIES)).withDefault(['chained', 'fixed-base']),
  /** The repository that advice is asked for. */
  advise: parseAsString.withDefault(''),
}

export const loadPlanner = createLoader(plannerParsers)
export type PlannerState = Awaited<ReturnType<typeof loadPlanner>>

/** One of the plans that the fields stand for. */
export function planOf(state: PlannerState, strategy: PlanStrategy): Plan {
  const bytes = (megabytes: number) => Math.round(megabytes * MB)
  return {
    strategy,
    baseBytes: bytes(state.base),
    packagesBytes: bytes(state.packages),
    appBytes: bytes(state.app),
    app: state.model,
    baseEvery: state.be,
    packagesEvery: state.pe,
    removeAtEnd: state.remove,
    releases: state.releases,
    ratio: { base: state.rb / 100, packages: state.rp / 100, app: state.ra / 100 },
  }
}

/** The fields that stand for a plan. */
export function fieldsOf(plan: Plan): Partial<PlannerState> {
  const percent = (ratio: number) => Math.round(ratio * 1000) / 10
  return {
    base: plan.baseBytes / MB,
    packages: plan.packagesBytes / MB,
    app: plan.appBytes / MB,
    model: plan.app ?? 'adds',
    remove: plan.removeAtEnd ?? false,
    be: plan.baseEvery ?? 0,
    pe: plan.packagesEvery ?? 0,
    releases: plan.releases,
    rb: percent(plan.ratio.base),
    rp: percent(plan.ratio.packages),
    ra: percent(plan.ratio.app),
  }
}

/** The comparison that the page shows: the plans, and measured strategies beside them. @param name  of a planned one */
export function toPlannedInput(state: PlannerState, name: (strategy: PlanStrategy) => string): CompareInput {
  const planned = state.kinds.map((strategy) => ({
    reference: formatPlan(planOf(state, strategy)),
    name: name(strategy),
  }))
  return {
    ...toCompareInput(state),
    strategies: [...planned, ...state.s].slice(0, MAX_STRATEGIES),
  }
}
