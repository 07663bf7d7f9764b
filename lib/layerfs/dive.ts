import type { IndexedLayer } from './entry'
import { endOfName, NameTree, NONE, ROOT, wider } from './name-tree'
import { type PackedEntries, packLayer } from './packed'
import { splitPath } from './path'

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
export function diveFigures(layers: readonly IndexedLayer[]): DiveFigures {
  const figures = new Figures()
  for (const [layer, { entries }] of layers.map(packLayer).entries()) figures.add(entries, layer)
  return figures.sums()
}

const WHITEOUT = '.wh.'
const UNSIZED = -1

/** What is in the layer that is looked at, and what is stacked below it, by the number of a path. */
class Figures {
  private readonly names = new NameTree()
  /** Of the layer's own tree: the layer that a node was last in, and how many of its children are. */
  private ownLayer = new Int32Array(512).fill(NONE)
  private ownChildren = new Uint32Array(512)
  private ownBytes = new Float64Array(512)
  private ownIsDirectory = new Uint8Array(512)
  private isWhiteout = new Uint8Array(512)
  /** Of the stack below. */
  private stacked = new Uint8Array(512)
  private bytes = new Float64Array(512)
  private isDirectory = new Uint8Array(512)
  /** Of a path in all layers; copies and sum are 0 where no layer has counted it yet. */
  private least = new Float64Array(512)
  private sum = new Float64Array(512)
  private copies = new Uint32Array(512)
  private counted = new Uint8Array(512)
  private layer = -1

  add(entries: PackedEntries, layer: number): void {
    this.layer = layer
    this.grow()
    this.takeTree(entries)
    // dive lays nothing below the lowest layer: whiteouts there are looked up in the layer itself.
    if (layer === 0) {
      for (let node = 0; node < this.names.size; node++) {
        if (this.ownLayer[node] === layer) this.stack(node)
      }
    }
    this.visitLeaves(ROOT, ROOT)
    this.graft(ROOT)
  }

  sums(): DiveFigures {
    let smallest = 0
    let all = 0
    let inefficientBytes = 0
    for (let node = 0; node < this.names.size; node++) {
      if (!this.counted[node]) continue
      smallest += this.least[node]!
      all += this.sum[node]!
      if (this.copies[node]! > 1) inefficientBytes += this.sum[node]!
    }
    return { efficiencyScore: all === 0 ? 1 : smallest / all, inefficientBytes }
  }

  private takeTree(entries: PackedEntries): void {
    entries.walk((path, index) => {
      if (path === '') return
      const kind = entries.kindOf(index)
      if (kind === 'opaque') {
        this.ownNode(path)
        return
      }
      const [directory, name] = splitPath(path)
      const isWhiteout = kind === 'whiteout'
      const node = isWhiteout
        ? this.ownNode(`${directory === '' ? '' : `${directory}/`}${WHITEOUT}${name}`, true)
        : this.ownNode(path)
      this.ownBytes[node] = entries.bytesOf(index)
      this.ownIsDirectory[node] = kind === 'directory' ? 1 : 0
    })
  }

  /** The node of a path in the layer's own tree. */
  private ownNode(path: string, isWhiteout = false): number {
    let node = ROOT
    for (let from = 0; from <= path.length; ) {
      const to = endOfName(path, from)
      const child = this.make(node, path, from, to)
      if (this.ownLayer[child] !== this.layer) {
        this.ownLayer[child] = this.layer
        this.ownChildren[child] = 0
        this.ownBytes[child] = 0
        this.ownIsDirectory[child] = 0
        this.isWhiteout[child] = isWhiteout && path.startsWith(WHITEOUT, from) ? 1 : 0
        this.ownChildren[node]!++
      }
      node = child
      from = to + 1
    }
    return node
  }

  /** The node's children in the layer's own tree, by name. */
  private ownChildrenOf(node: number): readonly { readonly name: string; readonly id: number }[] {
    const found: { readonly name: string; readonly id: number }[] = []
    for (let id = this.names.firstOf(node); id !== NONE; id = this.names.nextOf(id)) {
      if (this.ownLayer[id] === this.layer) found.push({ name: this.names.nameOf(id), id })
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /**
   * Leaves by name, below the root. At a whiteout of nothing dive leaves the layer: false then.
   *
   * @param shown  the path that dive has for it, which is without the mark of whiteouts
   */
  private visitLeaves(node: number, shown: number): boolean {
    for (const { name, id } of this.ownChildrenOf(node)) {
      const isWhiteout = this.isWhiteout[id] === 1
      const at = isWhiteout || node !== shown ? this.make(shown, name, isWhiteout ? WHITEOUT.length : 0) : id
      if (this.ownChildren[id]! > 0) {
        if (!this.visitLeaves(id, at)) return false
        continue
      }
      const bytes = isWhiteout ? this.deletedBytes(at) : this.ownBytes[id]!
      if (bytes === undefined) {
        // The path keeps its "no size yet" of -1.
        if (!this.counted[at]) this.begin(at, UNSIZED, 0, 0)
        return false
      }
      this.count(at, bytes)
    }
    return true
  }

  private make(parent: number, text: string, from = 0, to = text.length): number {
    const node = this.names.make(parent, text, from, to)
    this.grow()
    return node
  }

  /** Bytes below a directory that a whiteout deletes; 0 for a file; undefined when nothing was there. */
  private deletedBytes(node: number): number | undefined {
    for (let at = node; at !== ROOT; at = this.names.parentOf(at)) {
      if (!this.stacked[at]) return undefined
    }
    return this.isDirectory[node] ? this.sumBelow(node) : 0
  }

  private sumBelow(node: number): number {
    let sum = this.bytes[node]!
    for (let id = this.names.firstOf(node); id !== NONE; id = this.names.nextOf(id)) {
      if (this.stacked[id]) sum += this.sumBelow(id)
    }
    return sum
  }

  /** Lays a layer's tree over what is below, as dive does: a file in place of a directory keeps the children. */
  private graft(node: number): void {
    for (const { name, id } of this.ownChildrenOf(node)) {
      if (this.isWhiteout[id]) {
        const deleted = this.names.childOf(node, name, WHITEOUT.length)
        if (deleted !== NONE) this.unstack(deleted)
        continue
      }
      this.graft(id)
      this.stack(id)
    }
  }

  private stack(node: number): void {
    this.stacked[node] = 1
    this.bytes[node] = this.ownBytes[node]!
    this.isDirectory[node] = this.ownIsDirectory[node]!
  }

  private unstack(node: number): void {
    if (!this.stacked[node]) return
    this.stacked[node] = 0
    for (let id = this.names.firstOf(node); id !== NONE; id = this.names.nextOf(id)) this.unstack(id)
  }

  private count(node: number, bytes: number): void {
    if (!this.counted[node]) {
      this.begin(node, bytes, bytes, 1)
      return
    }
    const least = this.least[node]!
    this.least[node] = least === UNSIZED ? bytes : Math.min(least, bytes)
    this.sum[node]! += bytes
    this.copies[node]!++
  }

  private begin(node: number, least: number, sum: number, copies: number): void {
    this.counted[node] = 1
    this.least[node] = least
    this.sum[node] = sum
    this.copies[node] = copies
  }

  private grow(): void {
    const { size } = this.names
    const before = this.ownLayer.length
    if (size <= before) return
    this.ownLayer = wider(this.ownLayer, size).fill(NONE, before)
    this.ownChildren = wider(this.ownChildren, size)
    this.ownBytes = wider(this.ownBytes, size)
    this.ownIsDirectory = wider(this.ownIsDirectory, size)
    this.isWhiteout = wider(this.isWhiteout, size)
    this.stacked = wider(this.stacked, size)
    this.bytes = wider(this.bytes, size)
    this.isDirectory = wider(this.isDirectory, size)
    this.least = wider(this.least, size)
    this.sum = wider(this.sum, size)
    this.copies = wider(this.copies, size)
    this.counted = wider(this.counted, size)
  }
}
