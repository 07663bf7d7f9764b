/** What a layer may make the reader do: a bomb ends at one of these. */
export interface ScanLimits {
  /** Entries of one layer. */
  readonly entries: number
  /** Bytes of one path or link target. It also bounds how deep a tree can be, and with it what a walk needs of the stack. */
  readonly pathBytes: number
  /** Characters of all paths and link targets of one layer, shared beginnings included. */
  readonly namesLength: number
  /** Bytes of the uncompressed tar of one layer. */
  readonly tarBytes: number
  /** Uncompressed by compressed bytes, judged once `RATIO_FROM_BYTES` have come out. */
  readonly ratio: number
}

/** Smaller layers may be as regular as they like: 64 MiB of zeros do no harm. */
export const RATIO_FROM_BYTES = 64 << 20

export const DEFAULT_LIMITS: ScanLimits = {
  entries: 2_000_000,
  // Linux takes no longer one.
  pathBytes: 4096,
  // A million paths of a hundred and more characters.
  namesLength: 128 << 20,
  tarBytes: 128 * 2 ** 30,
  ratio: 1100,
}
