import { createSerializer, type inferParserType, parseAsArrayOf } from 'nuqs/server'
import {
  DEFAULT_RATIO,
  MAX_PART_BYTES,
  MAX_RELEASES,
  PLAN_STRATEGIES,
  type Plan,
  type PlanStrategy,
} from '../analysis/planner/plan'
import { ruleAsked } from '../analysis/pull/profiles'
import type { CompareInput, SeriesInput } from '../analysis/question'
import { parseAsCount, parseAsFlag, parseAsNumberWithin, parseAsOneOf, parseAsText, required } from './params'
import { formatPlan } from './plan-param'
import { MAX_STRATEGIES } from './strategy-param'
import { parseAsStrategy, questionParsers, toCompareInput, viewParsers } from './view-state'

/** Fields of a plan count in MB, as people say them. */
const MB = 1_000_000
const size = parseAsNumberWithin(0, MAX_PART_BYTES / MB)
const every = parseAsCount(MAX_RELEASES).withDefault(0)
/** Transfer bytes for 100 unpacked ones. */
const ratio = parseAsNumberWithin(0.1, 100).withDefault(100 * DEFAULT_RATIO)

/** The whole state of the Planner page, as its link holds it. */
export const plannerParsers = {
  ...viewParsers,
  /** The articles' tables count unpacked bytes. */
  basis: viewParsers.basis.withDefault('unpacked'),
  /** Sizes in MB. */
  base: size.withDefault(231),
  packages: size.withDefault(500),
  app: size.withDefault(1),
  model: parseAsOneOf(['adds', 'replaces']).withDefault('adds'),
  /** The last release deletes the app's files. */
  remove: parseAsFlag.withDefault(true),
  be: every,
  pe: every,
  releases: parseAsCount(MAX_RELEASES, 1).withDefault(4),
  rb: ratio,
  rp: ratio,
  ra: ratio,
  kinds: parseAsArrayOf(parseAsOneOf(PLAN_STRATEGIES)).withDefault(['chained', 'fixed-base']),
  /** The repository that advice is asked for. */
  advise: parseAsText.withDefault(''),
}

export type PlannerState = inferParserType<typeof plannerParsers>

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

const { profile, rule, platform, source } = questionParsers
/** One series, and what chooses between sources. */
export const seriesParsers = {
  s: required(parseAsStrategy, { reference: '' }),
  ...{ profile, rule, platform, source },
}
const serializeSeries = createSerializer(seriesParsers)

export function seriesSearch({ strategy, ...rest }: SeriesInput): string {
  return serializeSeries({ ...rest, s: strategy })
}

/** What the advisor is asked. */
export function toAdviceInput({ advise, platform, source, ...host }: PlannerState): SeriesInput {
  return { strategy: { reference: advise }, rule: ruleAsked(host), platform: platform ?? undefined, source }
}
