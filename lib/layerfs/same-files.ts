import type { Entry, IndexedLayer } from './entry'
import { isSame } from './tree'

/**
 * Whether two layers of other bytes have the same files: paths, kinds, contents, modes and owners, in any order.
 *
 * @returns `times` where only times differ, as after a rebuild that touched them; `packing` where not even these do,
 *          but the order or form of the tar; undefined where files differ, or a content's hash is not known. Linear.
 */
export function sameFiles(a: IndexedLayer, b: IndexedLayer): 'times' | 'packing' | undefined {
  const [own, other] = [byPath(a), byPath(b)]
  if (own.size !== other.size) return undefined
  let times = false
  for (const [key, entry] of own) {
    const twin = other.get(key)
    if (!twin || !isSame(entry, twin) || (entry.contentBytes > 0 && entry.hash === undefined))
      return undefined
    times ||= entry.modified !== twin.modified
  }
  return times ? 'times' : 'packing'
}

/** Of a path that comes twice the later entry holds; a directory and its opaque mark are two. */
function byPath({ entries }: IndexedLayer): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>()
  for (const entry of entries) found.set(`${entry.kind === 'opaque' ? 'o' : ''}/${entry.path}`, entry)
  return found
}
