import { NameTree, NONE, ROOT } from './name-tree'
import type { Union } from './union'
import type { HiddenHow } from './union-columns'

/** What a later layer hid of an earlier one at one path: a file, or a whole directory that one layer deleted. */
export interface HiddenPath {
  readonly path: string
  readonly how: HiddenHow
  /** Layer that stored it, and layer that hid it. */
  readonly from: number
  readonly by: number
  readonly bytes: number
  /** 1, or the files of a deleted directory. */
  readonly files: number
}

/** The same content in several places. */
export interface Duplicate {
  /** Of one copy. */
  readonly bytes: number
  readonly copies: readonly { readonly path: string; readonly layer: number; readonly hidden: boolean }[]
}

export interface Waste {
  /** Bytes in the layers that are not visible in the final union file system. */
  readonly hiddenBytes: number
  /** The same per layer, base first. */
  readonly hiddenByLayer: readonly number[]
  /** Largest first. */
  readonly hidden: readonly HiddenPath[]
  /** Bytes of all copies but one. */
  readonly duplicateBytes: number
  /** Most wasteful first. */
  readonly duplicates: readonly Duplicate[]
}

/** Finds the hidden bytes that a union's layers store, and what they store more than once. */
export function wasteOf(union: Union): Waste {
  const hiddenByLayer = union.stored.map(({ hiddenBytes }) => hiddenBytes)
  const duplicates = duplicatesOf(union)
  return {
    hiddenBytes: hiddenByLayer.reduce((sum, bytes) => sum + bytes, 0),
    hiddenByLayer,
    hidden: hiddenPaths(union),
    duplicateBytes: duplicates.reduce((sum, { bytes, copies }) => sum + bytes * (copies.length - 1), 0),
    duplicates,
  }
}

/** One line a path, layer that stored it and layer that hid it; all that one whiteout deletes is one line. */
function hiddenPaths(union: Union): readonly HiddenPath[] {
  const found = new Map<string, { -readonly [K in keyof HiddenPath]: HiddenPath[K] }>()
  const { names } = union
  const visit = (node: number, outer: Deleters) => {
    const deleters = withOwn(outer, union.whiteoutsOf(node), node)
    for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) {
      const by = union.hiddenByOf(id)
      const content = by === NONE || union.kindOf(id) !== 'file' ? NONE : union.contentIn(id)
      if (content === NONE || union.namesOfContent(content) > 0) continue
      const bytes = union.bytesOf(content)
      if (bytes === 0) continue
      const [from, how] = [union.layerOfVersion(id), union.howOf(id)]
      const at = (how === 'deleted' ? deleters.get(by) : undefined) ?? node
      const key = `${from} ${by} ${how} ${at}`
      const known = found.get(key) ?? { path: names.pathOf(at), how, from, by, bytes: 0, files: 0 }
      known.bytes += bytes
      known.files++
      found.set(key, known)
    }
    for (let child = names.firstOf(node); child !== NONE; child = names.nextOf(child)) visit(child, deleters)
  }
  visit(ROOT, new Map())
  return [...found.values()].sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
}

/** Per layer, the topmost path that it deleted on the way to here. */
type Deleters = ReadonlyMap<number, number>

function withOwn(outer: Deleters, whiteouts: readonly number[] | undefined, node: number): Deleters {
  const own = (whiteouts ?? []).filter((layer) => !outer.has(layer))
  return own.length === 0 ? outer : new Map([...outer, ...own.map((layer) => [layer, node] as const)])
}

/** Contents that are there more than once. */
function duplicatesOf(union: Union): readonly Duplicate[] {
  // Most are there once: of them nothing is kept but a number.
  const hashes = new NameTree(union.contentCount)
  const times: number[] = []
  for (let content = 0; content < union.contentCount; content++) {
    const hash = union.hashOf(content)
    const id = hash ? hashes.make(ROOT, hash) : ROOT
    times[id] = (times[id] ?? 0) + 1
  }
  const groups = new Map<string, { readonly bytes: number; readonly copies: Duplicate['copies'][number][] }>()
  for (let content = 0; content < union.contentCount; content++) {
    const hash = union.hashOf(content)
    if (!hash || times[hashes.childOf(ROOT, hash)] === 1) continue
    const bytes = union.bytesOf(content)
    const group = groups.get(`${hash} ${bytes}`) ?? { bytes, copies: [] }
    const file = union.fileOfContent(content)
    const path = union.names.pathOf(union.nodeOfVersion(file))
    const hidden = union.namesOfContent(content) === 0
    group.copies.push({ path, layer: union.layerOfVersion(file), hidden })
    groups.set(`${hash} ${bytes}`, group)
  }
  for (const { copies } of groups.values())
    copies.sort((a, b) => a.layer - b.layer || (a.path < b.path ? -1 : 1))
  const bytesMore = ({ bytes, copies }: Duplicate) => bytes * (copies.length - 1)
  return [...groups.values()]
    .filter(({ copies }) => copies.length > 1)
    .sort((a, b) => bytesMore(b) - bytesMore(a) || (a.copies[0]!.path < b.copies[0]!.path ? -1 : 1))
}
