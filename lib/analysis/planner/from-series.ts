import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { BaseReport, StrategyKind } from '../report'
import { kindOf } from '../series/kind'
import { chainedParts, depthsOf, type PlanEstimate, ratioOf, rebuiltParts, sizesOf } from './parts'
import { DEFAULT_RATIO, MAX_RELEASES, type Plan, type PlanStrategy } from './plan'

export interface PlanFromSeries {
  readonly plan: Plan
  /** One for every field that is not simply the series' own. */
  readonly estimates: readonly PlanEstimate[]
}

const STRATEGIES: Partial<Record<StrategyKind, PlanStrategy>> = {
  chained: 'chained',
  'fixed-base': 'fixed-base',
  'custom-base': 'custom-base',
  independent: 'squashed',
}

/**
 * Reads a plan out of a real series, as a start for trying others.
 *
 * @param images  first to last release
 * @param base    where the base image ends; the shared layers tell it, less surely, when absent
 * @returns       a plan without problems where the series has sizes; unknown bytes count as 0. Never throws.
 */
export function planFrom(images: readonly ImageFacts[], base?: ImageEnd): PlanFromSeries {
  const tags = images.map((image, index) => ({ tag: `${index}`, image }))
  const kind = kindOf(tags, (chainId) => (chainId === base?.chainId ? base.reference : undefined))
  const strategy = STRATEGIES[kind.kind]
  const run = largestRun(images, kind.bases)
  const depths = depthsOf(run, strategy ?? 'fixed-base', base)
  const baseSizes = sizesOf(run[0]?.layers.slice(0, depths.base) ?? [])
  const parts = strategy === 'chained' ? chainedParts(run, depths) : rebuiltParts(run, depths, strategy)
  const baseEvery = kind.bases.length > 1 ? Math.round(images.length / kind.bases.length) : undefined
  const whole = (bytes: number) => Math.max(0, Math.round(bytes))
  const estimates: PlanEstimate[] = [
    ...(strategy ? [] : [{ field: 'strategy', code: 'assumed' } as const]),
    { field: 'baseBytes', code: depths.known ? 'counted' : 'base-guessed' },
    ...parts.estimates,
    ...unknownSizes(images),
    { field: 'baseEvery', code: baseEvery === undefined ? 'assumed' : 'counted' },
    { field: 'packagesEvery', code: 'assumed' },
  ]
  const packagesRatio = ratioOf(parts.packages)
  const ratios = { base: ratioOf(baseSizes), packages: packagesRatio, app: parts.appRatio ?? packagesRatio }
  for (const part of ['base', 'packages', 'app'] as const) {
    if (ratios[part] === undefined) estimates.push({ field: `ratio.${part}`, code: 'assumed' })
  }
  if (parts.appRatio === undefined && packagesRatio !== undefined) {
    estimates.push({ field: 'ratio.app', code: 'as-packages' })
  }
  return {
    plan: {
      strategy: strategy ?? 'fixed-base',
      baseBytes: whole(baseSizes.unpacked),
      packagesBytes: whole(parts.packages.unpacked),
      appBytes: whole(parts.appBytes),
      ...(baseEvery !== undefined && { baseEvery }),
      app: parts.app,
      removeAtEnd: parts.removeAtEnd,
      releases: Math.min(images.length, MAX_RELEASES),
      ratio: {
        base: ratios.base ?? DEFAULT_RATIO,
        packages: ratios.packages ?? DEFAULT_RATIO,
        app: ratios.app ?? DEFAULT_RATIO,
      },
    },
    estimates,
  }
}

/** The tags that a base lasted for the longest, the newest of such: parts are told from those. All where there is one base. */
function largestRun(images: readonly ImageFacts[], bases: readonly BaseReport[]): readonly ImageFacts[] {
  const starts = bases.map(({ from }) => Number(from))
  const runs = starts.map((start, run) => images.slice(start, starts[run + 1]))
  return runs.reduce((most, run) => (run.length >= most.length ? run : most), runs[0] ?? images)
}

/** Says that layers have sizes from a registry alone, or none. */
function unknownSizes(images: readonly ImageFacts[]): readonly PlanEstimate[] {
  const unknown = images.flatMap(({ layers }) => layers.filter(({ unpacked }) => !unpacked))
  if (unknown.length === 0) return []
  const code = unknown.every(({ blob }) => blob) ? 'from-transfer' : 'not-told'
  return (['baseBytes', 'packagesBytes', 'appBytes'] as const).map((field) => ({ field, code }))
}

/** `GET /api/plan?s=`: a plan read out of a real series, and how each field was found. */
export type PlanReport = PlanFromSeries
