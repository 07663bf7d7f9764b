import fc from 'fast-check'
import type { UpgradeBytes } from './upgrade-bytes'

/** A strategy by two rules: what an empty host pulls, and what a host at an earlier tag pulls. */
export function madeMatrix(
  releases: number,
  empty: (release: number) => number | undefined,
  update: (from: number, release: number) => number | undefined,
): UpgradeBytes {
  const tags = Array.from({ length: releases }, (_, release) => `0.0.${release + 1}`)
  const rows = tags.map((_, from) =>
    tags.map((__, release) =>
      from < release ? update(from, release) : from === release ? 0 : empty(release),
    ),
  )
  return { tags, bytes: [tags.map((_, release) => empty(release)), ...rows] }
}

/** Each tag is built on the one before: an empty host pulls all layers so far, an update those since. */
export const chained = (releases: number, base = 1000, layer = 100) =>
  madeMatrix(
    releases,
    (release) => base + layer * (release + 1),
    (from, release) => layer * (release - from),
  )

/** Each tag is one layer on the same base. */
export const fixedBase = (releases: number, base = 1000, layer = 150) =>
  madeMatrix(
    releases,
    () => base + layer,
    () => layer,
  )

/** Any figures at all, each of them known. */
export const anyMatrix = (releases: number): fc.Arbitrary<UpgradeBytes> =>
  fc
    .array(fc.array(fc.nat(2_000_000_000), { minLength: releases, maxLength: releases }), {
      minLength: releases + 1,
      maxLength: releases + 1,
    })
    .map((bytes) => ({ tags: Array.from({ length: releases }, (_, release) => `${release}`), bytes }))
