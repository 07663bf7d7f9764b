import type { Entry } from './entry'
import { joinPath } from './path'
import { type HiddenHow, isDirectory, type Union, type UnionNode, type Version } from './union'

/** What a layer did to a path. `same` wrote again what was there: equal content, mode and owner. */
export type Change = 'added' | 'changed' | 'same' | 'deleted'

/** An earlier version of a path that something hid. */
export interface Shadow {
  readonly layer: number
  readonly bytes: number
  readonly by: number
  readonly how: HiddenHow
}

/** A path as a tree shows it; bytes add up: a directory's are those of what is in it. */
export interface TreeNode {
  readonly name: string
  /** Without a slash at either end; the root's is empty. */
  readonly path: string
  readonly directory: boolean
  /** What stands here, or stood here when it is deleted; absent for a directory that no layer tells of. */
  readonly entry?: Entry | undefined
  /** Position of the layer that it comes from. */
  readonly layer?: number | undefined
  readonly change?: Change | undefined
  /** Content: of a container's view, or of what the layer stores. A second name of one content has 0. */
  readonly bytes: number
  /** Content that is out of sight: deleted or overwritten by the layer, or beneath what a container sees. */
  readonly hiddenBytes: number
  /** Paths below that are no directories, and this one if it is none. */
  readonly files: number
  /** Oldest first. */
  readonly shadows: readonly Shadow[]
  readonly children: readonly TreeNode[]
}

/**
 * The file system that a container sees.
 *
 * @param withHidden  also shows paths that are deleted, with what lies there unseen
 * @returns           its root; `bytes` of the root are the union's visible bytes
 */
export function unionTree(union: Union, withHidden: boolean): TreeNode {
  const counted = new Set<object>()
  const view = (node: UnionNode, path: string): TreeNode | undefined => {
    if (!node.present && !(withHidden && isHiddenBelow(node))) return undefined
    const children = childrenOf(node, path, view)
    const last = node.present ? node.visible : node.versions.at(-1)
    const own = node.visible?.content
    // The file itself has the bytes, where a container sees it; else the first of the links to it.
    const isLink = own?.file?.hidden === undefined && own?.file !== node.visible
    const bytes = own && !isLink && !counted.has(own) ? own.bytes : 0
    if (own && !isLink) counted.add(own)
    const shadows = shadowsOf(node.versions)
    return sumUp({
      name: node.name,
      path,
      directory: node.present ? isDirectory(node) : last === undefined || last.entry.kind === 'directory',
      entry: last?.entry,
      layer: last?.layer,
      change: node.present ? undefined : 'deleted',
      bytes,
      hiddenBytes: hiddenOf(node.versions),
      shadows,
      children,
    })
  }
  return view(union.root, '') ?? EMPTY
}

/**
 * What one layer adds, changes and deletes.
 *
 * @param union  of this layer and those below, and of any above
 * @returns      the root of a tree that holds the paths that the layer touches, and directories on the way
 */
export function layerTree(union: Union, layer: number): TreeNode {
  const view = (node: UnionNode, path: string): TreeNode | undefined => {
    const children = childrenOf(node, path, view)
    const last = node.versions.findLast((version) => version.layer === layer)
    // Of what the layer itself overwrites, nothing is left to tell.
    const own = last?.hidden?.layer === layer ? undefined : last
    const taken = node.versions.filter(({ hidden, layer: from }) => hidden?.layer === layer && from < layer)
    const before = taken.at(-1)
    if (!own && !before && children.length === 0 && path !== '') return undefined
    const change = own ? changeOf(own, before) : before ? 'deleted' : undefined
    return sumUp({
      name: node.name,
      path,
      directory: (own ?? before)?.entry.kind === 'directory' || (!own && children.length > 0),
      entry: (own ?? before)?.entry,
      layer: own?.layer ?? before?.layer,
      change,
      bytes: own?.entry.contentBytes ?? 0,
      hiddenBytes: hiddenOf(taken),
      shadows: shadowsOf(node.versions.filter((version) => version.layer < layer)),
      children,
    })
  }
  return view(union.root, '') ?? EMPTY
}

const EMPTY: TreeNode = {
  name: '',
  path: '',
  directory: true,
  bytes: 0,
  hiddenBytes: 0,
  files: 0,
  shadows: [],
  children: [],
}

function childrenOf(
  node: UnionNode,
  path: string,
  view: (node: UnionNode, path: string) => TreeNode | undefined,
): readonly TreeNode[] {
  if (!node.children) return []
  const made: TreeNode[] = []
  for (const child of node.children.values()) {
    const seen = view(child, joinPath(path, child.name))
    if (seen) made.push(seen)
  }
  return made
}

function sumUp(own: Omit<TreeNode, 'files'>): TreeNode {
  let { bytes, hiddenBytes } = own
  let files = own.directory ? 0 : 1
  for (const child of own.children) {
    bytes += child.bytes
    hiddenBytes += child.hiddenBytes
    files += child.files
  }
  return { ...own, bytes, hiddenBytes, files }
}

function changeOf({ entry }: Version, before: Version | undefined): Change {
  if (!before) return 'added'
  return isSame(entry, before.entry) ? 'same' : 'changed'
}

/** Whether two entries make the same file, times apart. */
export function isSame(a: Entry, b: Entry): boolean {
  return (
    a.kind === b.kind &&
    a.contentBytes === b.contentBytes &&
    a.hash === b.hash &&
    a.target === b.target &&
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid
  )
}

function isHiddenBelow(node: UnionNode): boolean {
  if (node.versions.length > 0) return true
  for (const child of node.children?.values() ?? []) if (isHiddenBelow(child)) return true
  return false
}

/** Directories that are laid over one another hide nothing. */
function shadowsOf(versions: readonly Version[]): readonly Shadow[] {
  return versions.flatMap(({ layer, entry, hidden }) =>
    hidden && entry.kind !== 'directory'
      ? [{ layer, bytes: entry.contentBytes, by: hidden.layer, how: hidden.how }]
      : [],
  )
}

function hiddenOf(versions: readonly Version[]): number {
  let bytes = 0
  for (const { content, entry, hidden } of versions) {
    // Content that another name still shows is not hidden.
    if (hidden && content?.names === 0) bytes += entry.contentBytes
  }
  return bytes
}
