import type { Entry, IndexedLayer } from '../../layerfs/entry'
import { isSame } from '../../layerfs/tree'
import { type UnionNode, unionOf } from '../../layerfs/union'
import type { RepeatedPath } from './advice'

/** What is no directory, by path. */
export type Leaves = ReadonlyMap<string, Entry>

/** What layers laid over one another leave to see; what they delete in layers further below is left out. */
export function leavesOf(layers: readonly IndexedLayer[]): Leaves {
  const leaves = new Map<string, Entry>()
  // The names of entries are the keys: names put together again would be hashed again, a million times.
  if (layers.length === 1) {
    // A layer's deletions are those of the layers below.
    for (const entry of layers[0]!.entries) if (isLeaf(entry)) leaves.set(entry.path, entry)
    return leaves
  }
  const visit = (node: UnionNode) => {
    const entry = node.visible?.entry
    if (entry && isLeaf(entry)) leaves.set(entry.path, entry)
    for (const child of node.children()) visit(child)
  }
  visit(unionOf(layers).root)
  return leaves
}

function isLeaf({ kind }: Entry): boolean {
  return kind !== 'directory' && kind !== 'whiteout' && kind !== 'opaque'
}

/** What all of some tags have alike: content, mode and owner. */
export function commonLeaves(tags: readonly Leaves[]): Leaves {
  const [first = new Map<string, Entry>(), ...rest] = tags
  const common = new Map<string, Entry>()
  for (const [path, entry] of first) {
    if (rest.every((leaves) => isAlike(entry, leaves.get(path)))) common.set(path, entry)
  }
  // A hard link goes with the file that it is another name of.
  for (const [path, { kind, target }] of common) {
    if (kind === 'hardlink' && !common.has(target ?? '')) common.delete(path)
  }
  return common
}

function isAlike(entry: Entry, other: Entry | undefined): boolean {
  return other !== undefined && isSame(entry, other)
}

export function bytesOf(leaves: Leaves): number {
  let sum = 0
  for (const { contentBytes } of leaves.values()) sum += contentBytes
  return sum
}

/**
 * Groups paths by the topmost directory of which all tags repeat everything.
 *
 * @param repeated  what all of `tags` have alike
 * @returns         most bytes first; never the root itself, since a base of everything needs no name
 */
export function groupLeaves(repeated: Leaves, tags: readonly Leaves[]): readonly RepeatedPath[] {
  const changing = new Set<string>()
  for (const leaves of tags) {
    for (const path of leaves.keys()) {
      if (repeated.has(path)) continue
      for (const directory of directoriesOf(path)) changing.add(directory)
    }
  }
  const groups = new Map<string, { bytes: number; files: number; directory: boolean }>()
  for (const [path, { contentBytes }] of repeated) {
    const whole = directoriesOf(path).find((directory) => !changing.has(directory))
    const key = whole ?? path
    const group = groups.get(key) ?? { bytes: 0, files: 0, directory: whole !== undefined }
    group.bytes += contentBytes
    group.files++
    groups.set(key, group)
  }
  return [...groups]
    .map(([path, group]) => ({ path, ...group }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
}

/** The directories that a path is in, topmost first. */
function directoriesOf(path: string): readonly string[] {
  const directories: string[] = []
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    directories.push(path.slice(0, slash))
  }
  return directories
}
