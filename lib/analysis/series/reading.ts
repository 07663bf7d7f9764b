import type { ArtifactKind } from '../../oci/artifact'
import type { NumberCell } from '../cell'

/**
 * How a repository numbers its tags: `semver` (three parts, `v` or not), `version` (one to four parts, rebuilds),
 * `calendar` (`24.04`, `2024.10.1`, `20241001`), `build` numbers, `describe` (git describe: `1.2.3-11-gabc1234`), `dated`
 * (a date stamp with a hash), `hash` (commit hashes: ordered by time of creation) or `names` alone.
 */
export type SchemeId = 'semver' | 'version' | 'calendar' | 'build' | 'describe' | 'dated' | 'hash' | 'names'

/** What a list of tags was taken for, with the evidence. */
export interface SeriesReading {
  readonly scheme: SchemeId
  /** How many names of the list fit the scheme, of how many that are names of images, and some that do. */
  readonly evidence: { readonly fits: number; readonly of: number; readonly examples: readonly string[] }
  /** How the rows are ordered in truth: a scheme without an order goes by time. */
  readonly orderedBy: 'version' | 'created' | 'name' | 'groups'
  /** The variant shown; empty for the plain one, `*` for all. */
  readonly variant: string
  /** All variants, the plain one (empty name) first, then the largest. */
  readonly variants: readonly { readonly name: string; readonly tags: number }[]
  readonly preReleases: { readonly tags: number; readonly shown: boolean }
  /** Names without a place in the order that point to an image of their own: `latest`, `devel`. The first hundred. */
  readonly channels: readonly string[]
  /** What else the repository holds, by kind. */
  readonly other: readonly OtherEntries[]
}

export interface OtherEntries {
  readonly kind: ArtifactKind
  readonly tags: number
  /** Some of them. */
  readonly examples: readonly string[]
  readonly bytes: NumberCell
}
