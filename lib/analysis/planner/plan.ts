/** How releases are laid into layers; `recipes.ts` says what each one builds. */
export type PlanStrategy = 'chained' | 'fixed-base' | 'custom-base' | 'squashed' | 'layer-per-concern'

export const PLAN_STRATEGIES: readonly PlanStrategy[] = [
  'chained',
  'fixed-base',
  'custom-base',
  'squashed',
  'layer-per-concern',
]

/** What an image is made of. */
export type PlanPart = 'base' | 'packages' | 'app'

/**
 * What `appBytes` stands for: `adds` is the articles' app, to which every release adds so much; `replaces` is an app
 * that has so much in all and is another one in every release.
 */
export type AppModel = 'adds' | 'replaces'

/** A series that is not built yet. */
export interface Plan {
  readonly strategy: PlanStrategy
  /** Unpacked bytes, as all sizes here. */
  readonly baseBytes: number
  readonly packagesBytes: number
  readonly appBytes: number
  /** `adds` when absent. */
  readonly app?: AppModel | undefined
  /** Releases from one base to the next; never another one when 0 or absent. */
  readonly baseEvery?: number | undefined
  /** Releases from one set of packages to the next; never another one when 0 or absent. */
  readonly packagesEvery?: number | undefined
  /** The last of several releases deletes the app's files, as the articles' `0.0.4` does. */
  readonly removeAtEnd?: boolean | undefined
  readonly releases: number
  /** Transfer bytes for one unpacked byte, above 0 and at most 1. */
  readonly ratio: Readonly<Record<PlanPart, number>>
}

/** Host of images that were never built; no real one can have it (RFC 2606). */
export const PLAN_HOST = 'plan.invalid'

export const MAX_RELEASES = 10_000
/** 100 GB: with `MAX_RELEASES` the sums stay whole numbers. */
export const MAX_PART_BYTES = 100_000_000_000
/** What gzip makes of a common mixture of programs and text; taken where no registry tells. */
export const DEFAULT_RATIO = 0.4

/** What the articles expected before they measured. */
export function hypothesis(strategy: PlanStrategy): Plan {
  return {
    strategy,
    baseBytes: 231_000_000,
    packagesBytes: 500_000_000,
    appBytes: 1_000_000,
    app: 'adds',
    removeAtEnd: true,
    releases: 4,
    ratio: { base: DEFAULT_RATIO, packages: DEFAULT_RATIO, app: DEFAULT_RATIO },
  }
}

/** The tag of a release, counted from 1, as the articles name theirs. */
export function tagOfRelease(release: number): string {
  return `0.0.${release}`
}
