import type { Entry, IndexedLayer } from './entry'

/** A path that some layers store more of than others. */
export interface GrownPath {
  /** Without a slash at either end. */
  readonly path: string
  /** Bytes of content that they store of it more: all of them where the others have nothing there. */
  readonly grownBytes: number
}

/**
 * The path that makes layers larger than those that they replace: of all paths, what the ones store more of than the
 * others adds up to the difference. A file that only moved made nothing larger: the others have its content where the
 * ones have nothing.
 *
 * @param before  the layers of one image that another has not, and `after` those of that one; an empty list for none
 * @returns       undefined when no path grew. Time grows with the entries.
 */
export function mostGrown(
  before: readonly IndexedLayer[],
  after: readonly IndexedLayer[],
): GrownPath | undefined {
  const [held, stored] = [storedOf(before), storedOf(after)]
  const gone = new Set<string>()
  for (const [path, { last }] of held) if (last.hash && !stored.has(path)) gone.add(contentOf(last))
  let most: GrownPath | undefined
  for (const [path, { bytes, last }] of stored) {
    const grownBytes = bytes - (held.get(path)?.bytes ?? 0)
    const moved = last.hash !== undefined && !held.has(path) && gone.has(contentOf(last))
    const leads =
      grownBytes > (most?.grownBytes ?? 0) || (grownBytes === most?.grownBytes && path < most.path)
    if (leads && !moved) most = { path, grownBytes }
  }
  return most
}

interface Stored {
  readonly bytes: number
  readonly last: Entry
}

/** What layers store at each path, all of them together. In one layer the later of two entries holds. */
function storedOf(layers: readonly IndexedLayer[]): ReadonlyMap<string, Stored> {
  const stored = new Map<string, Stored>()
  for (const { entries } of layers) {
    const own = new Map<string, Entry>()
    for (const entry of entries) if (entry.contentBytes > 0) own.set(entry.path, entry)
    for (const [path, last] of own) {
      stored.set(path, { bytes: (stored.get(path)?.bytes ?? 0) + last.contentBytes, last })
    }
  }
  return stored
}

const contentOf = ({ hash, contentBytes }: Entry) => `${hash} ${contentBytes}`
