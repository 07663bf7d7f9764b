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
