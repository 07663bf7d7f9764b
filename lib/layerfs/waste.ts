import { joinPath } from './path'
import type { Content, HiddenHow, Union, UnionNode, Version } from './union'

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
  const hiddenByLayer = union.contents.map((contents) =>
    contents.reduce((sum, { names, bytes }) => sum + (names === 0 ? bytes : 0), 0),
  )
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
  const visit = (node: UnionNode, path: string, outer: Deleters) => {
    const deleters = withOwn(outer, node, path)
    for (const version of node.versions) {
      const { layer: from, hidden, content, entry } = version
      if (!hidden || entry.kind !== 'file' || !content || content.names > 0 || content.bytes === 0) continue
      const { how, layer: by } = hidden
      const at = (how === 'deleted' ? deleters.get(by) : undefined) ?? path
      const key = `${from} ${by} ${how} ${at}`
      const known = found.get(key) ?? { path: at, how, from, by, bytes: 0, files: 0 }
      known.bytes += content.bytes
      known.files++
      found.set(key, known)
    }
    for (const child of node.children?.values() ?? []) visit(child, joinPath(path, child.name), deleters)
  }
  visit(union.root, '', new Map())
  return [...found.values()].sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
}

/** Per layer, the topmost path that it deleted on the way to here. */
type Deleters = ReadonlyMap<number, string>

function withOwn(outer: Deleters, { whiteouts = [] }: UnionNode, path: string): Deleters {
  const own = whiteouts.filter((layer) => !outer.has(layer))
  return own.length === 0 ? outer : new Map([...outer, ...own.map((layer) => [layer, path] as const)])
}

function walk(node: UnionNode, path: string, visit: (version: Version, path: string) => void): void {
  for (const version of node.versions) visit(version, path)
  for (const child of node.children?.values() ?? []) walk(child, joinPath(path, child.name), visit)
}

function duplicatesOf(union: Union): readonly Duplicate[] {
  const groups = new Map<string, { content: Content; path: string }[]>()
  const seen = new Set<Content>()
  walk(union.root, '', ({ content, entry }, path) => {
    if (!content || entry.kind !== 'file' || !content.hash || seen.has(content)) return
    seen.add(content)
    const key = `${content.hash} ${content.bytes}`
    const group = groups.get(key)
    if (group) group.push({ content, path })
    else groups.set(key, [{ content, path }])
  })
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      bytes: group[0]!.content.bytes,
      copies: group
        .map(({ content, path }) => ({ path, layer: content.layer, hidden: content.names === 0 }))
        .sort((a, b) => a.layer - b.layer || (a.path < b.path ? -1 : 1)),
    }))
    .sort((a, b) => b.bytes * (b.copies.length - 1) - a.bytes * (a.copies.length - 1))
}
