import type { Entry, LayerIndex } from './entry'
import { joinPath, splitPath } from './path'

/** dive's two figures of waste, by its own rules. */
export interface DiveFigures {
  /** `efficiencyScore` of its JSON: 1 when nothing is written twice. */
  readonly efficiencyScore: number
  /** `inefficientBytes` of its JSON. */
  readonly inefficientBytes: number
}

/**
 * Computes what dive would print for these layers. It goes over the leaves of each layer's own tree: a path that
 * occurs in two layers counts with all of its copies, the visible one included; a deleted directory counts with
 * its size at one path, which is no repetition; opaque markers and hard links are not looked at.
 *
 * @param layers  base first
 * @see https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go
 */
export function diveFigures(layers: readonly LayerIndex[]): DiveFigures {
  const paths = new Map<string, PathFigures>()
  let stacked: DiveNode | undefined
  for (const { entries } of layers) {
    const tree = treeOf(entries)
    // dive lays nothing below the lowest layer: whiteouts there are looked up in the layer itself.
    stacked ??= treeOf(entries)
    const below = stacked
    visitLeaves(tree, '', (node, path) => {
      const bytes = node.whiteout ? deletedBytes(below, path) : node.bytes
      // At a whiteout of nothing dive leaves the layer, and the path keeps its "no size yet" of -1.
      if (bytes === undefined) {
        if (!paths.has(path)) paths.set(path, { least: UNSIZED, sum: 0, copies: 0 })
        return false
      }
      count(paths, path, bytes)
      return true
    })
    graft(stacked, tree)
  }
  let smallest = 0
  let all = 0
  let inefficientBytes = 0
  for (const { least, sum, copies } of paths.values()) {
    smallest += least
    all += sum
    if (copies > 1) inefficientBytes += sum
  }
  return { efficiencyScore: all === 0 ? 1 : smallest / all, inefficientBytes }
}

interface PathFigures {
  least: number
  sum: number
  copies: number
}

interface DiveNode {
  bytes: number
  directory: boolean
  readonly whiteout: boolean
  readonly children: Map<string, DiveNode>
}

const WHITEOUT = '.wh.'
const UNSIZED = -1

function newNode(whiteout = false): DiveNode {
  return { bytes: 0, directory: false, whiteout, children: new Map() }
}

function treeOf(entries: readonly Entry[]): DiveNode {
  const root = newNode()
  for (const { path, kind, contentBytes } of entries) {
    if (path === '') continue
    if (kind === 'opaque') {
      nodeAt(root, path)
      continue
    }
    const [directory, name] = splitPath(path)
    const whiteout = kind === 'whiteout'
    const node = nodeAt(root, whiteout ? joinPath(directory, WHITEOUT + name) : path, whiteout)
    node.bytes = contentBytes
    node.directory = kind === 'directory'
  }
  return root
}

function nodeAt(root: DiveNode, path: string, whiteout = false): DiveNode {
  let node = root
  for (const name of path.split('/')) {
    let child = node.children.get(name)
    if (!child) {
      child = newNode(whiteout && name.startsWith(WHITEOUT))
      node.children.set(name, child)
    }
    node = child
  }
  return node
}

/** Leaves by name, below the root; `visit` returns false to leave. */
function visitLeaves(
  node: DiveNode,
  path: string,
  visit: (leaf: DiveNode, path: string) => boolean,
): boolean {
  for (const name of [...node.children.keys()].sort()) {
    const child = node.children.get(name)!
    const at = joinPath(path, child.whiteout ? name.slice(WHITEOUT.length) : name)
    if (child.children.size === 0 ? !visit(child, at) : !visitLeaves(child, at, visit)) return false
  }
  return true
}

/** Bytes below a directory that a whiteout deletes; 0 for a file; undefined when nothing was there. */
function deletedBytes(root: DiveNode, path: string): number | undefined {
  let node: DiveNode | undefined = root
  for (const name of path.split('/')) node = node?.children.get(name)
  if (!node) return undefined
  return node.directory ? sumOf(node) : 0
}

function sumOf(node: DiveNode): number {
  let sum = node.bytes
  for (const child of node.children.values()) sum += sumOf(child)
  return sum
}

/** Lays a layer's tree over what is below, as dive does: a file in place of a directory keeps the children. */
function graft(below: DiveNode, above: DiveNode): void {
  for (const name of [...above.children.keys()].sort()) {
    const node = above.children.get(name)!
    if (node.whiteout) {
      below.children.delete(name.slice(WHITEOUT.length))
      continue
    }
    let twin = below.children.get(name)
    if (!twin) {
      twin = newNode()
      below.children.set(name, twin)
    }
    graft(twin, node)
    twin.bytes = node.bytes
    twin.directory = node.directory
  }
}

function count(paths: Map<string, PathFigures>, path: string, bytes: number): void {
  const known = paths.get(path)
  if (!known) {
    paths.set(path, { least: bytes, sum: bytes, copies: 1 })
    return
  }
  known.least = known.least === UNSIZED ? bytes : Math.min(known.least, bytes)
  known.sum += bytes
  known.copies++
}
