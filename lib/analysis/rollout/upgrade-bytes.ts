/** What a strategy's pulls download, in bytes. */
export interface UpgradeBytes {
  /** First to last release. */
  readonly tags: readonly string[]
  /**
   * `bytes[0][t]` is the pull of tag `t` by an empty host, `bytes[1 + f][t]` by a host that pulled exactly tag
   * `f`. Undefined where unknown.
   */
  readonly bytes: readonly (readonly (number | undefined)[])[]
}

/** The same pulls where only some of the releases are published. @param releases  their positions, in the order that hosts follow */
export function onlyReleases({ tags, bytes }: UpgradeBytes, releases: readonly number[]): UpgradeBytes {
  const of = <T>(all: readonly T[]) => releases.map((release) => all[release]!)
  return { tags: of(tags), bytes: [bytes[0] ?? [], ...of(bytes.slice(1))].map(of) }
}
