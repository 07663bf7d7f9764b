import type { Entry } from './entry'
import { joinPath } from './path'
import { isSame, type TreeNode } from './tree'

/** What differs at one path between two file systems, A before and B after. */
export interface PathDifference {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly a?: Side | undefined
  readonly b?: Side | undefined
}

interface Side {
  readonly entry?: Entry | undefined
  readonly bytes: number
  readonly layer?: number | undefined
}

export interface TreeDifference {
  /** Largest first: by the bytes of whichever side has more. */
  readonly paths: readonly PathDifference[]
  readonly addedBytes: number
  readonly removedBytes: number
  readonly changedBytes: number
  /** Content of B that A has at the same path as well. */
  readonly unchangedBytes: number
}

/** Compares two trees path by path; times are no difference. Directories that differ in nothing of their own are left out. */
export function diffTrees(a: TreeNode, b: TreeNode): TreeDifference {
  const paths: PathDifference[] = []
  let unchangedBytes = 0
  const visit = (left: TreeNode | undefined, right: TreeNode | undefined, path: string) => {
    const change = changeOf(left, right)
    if (change) paths.push({ path, change, a: left && new NodeSide(left), b: right && new NodeSide(right) })
    else if (right && !right.directory) unchangedBytes += right.bytes
    const before = byName(left)
    for (const child of right?.children ?? []) {
      visit(before.get(child.name), child, joinPath(path, child.name))
      before.delete(child.name)
    }
    for (const child of before.values()) visit(child, undefined, joinPath(path, child.name))
  }
  visit(a, b, '')
  const sum = (change: PathDifference['change'], side: 'a' | 'b') =>
    paths.reduce((bytes, one) => bytes + (one.change === change ? (one[side]?.bytes ?? 0) : 0), 0)
  return {
    paths: paths.sort((x, y) => weight(y) - weight(x) || (x.path < y.path ? -1 : 1)),
    addedBytes: sum('added', 'b'),
    removedBytes: sum('removed', 'a'),
    changedBytes: sum('changed', 'b'),
    unchangedBytes,
  }
}

function weight({ a, b }: PathDifference): number {
  return Math.max(a?.bytes ?? 0, b?.bytes ?? 0)
}

function changeOf(a: TreeNode | undefined, b: TreeNode | undefined): PathDifference['change'] | undefined {
  if (!a) return 'added'
  if (!b) return 'removed'
  if ((a.change === 'deleted') !== (b.change === 'deleted')) return 'changed'
  if (a.directory && b.directory) {
    const bothListed = a.entry && b.entry
    return bothListed && !isSame(a.entry, b.entry) ? 'changed' : undefined
  }
  return a.entry && b.entry && isSame(a.entry, b.entry) ? undefined : 'changed'
}

/** What stands on one side, asked of its tree each time: there may be a million. */
class NodeSide implements Side {
  constructor(private readonly node: TreeNode) {}

  get entry(): Entry | undefined {
    return this.node.entry
  }

  /** A directory's own bytes are none: those of its content stand with it. */
  get bytes(): number {
    return this.node.directory ? 0 : this.node.bytes
  }

  get layer(): number | undefined {
    return this.node.layer
  }
}

function byName(node: TreeNode | undefined): Map<string, TreeNode> {
  return new Map(node?.children.map((child) => [child.name, child]))
}

/** The files of B that A has not, or has with fewer bytes: those that grew most first. */
export function grownPaths({ paths }: Pick<TreeDifference, 'paths'>): readonly PathDifference[] {
  const growth = ({ a, b }: PathDifference) => (b?.bytes ?? 0) - (a?.bytes ?? 0)
  return paths
    .filter((path) => path.change !== 'removed' && growth(path) > 0)
    .sort((x, y) => growth(y) - growth(x) || (x.path < y.path ? -1 : 1))
}
