import { wider } from './columns'
import type { IndexedLayer } from './entry'
import { endOfName, NameTree, NONE, ROOT } from './name-tree'
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
  const packed = layers.map(packLayer)
  const figures = new Figures(Math.max(0, ...packed.map(({ entries }) => entries.length)))
  for (const [layer, { entries }] of packed.entries()) figures.add(entries, layer)
  return figures.sums()
}

const WHITEOUT = '.wh.'
const UNSIZED = -1

/** What is in the layer that is looked at, and what is stacked below it, by the number of a path. */
class Figures {
  private readonly names: NameTree
  /** Of the layer's own tree: the layer that a node was last in, and how many of its children are. */
  private ownLayer: Int32Array<ArrayBuffer>
  private ownChildren: Uint32Array<ArrayBuffer>
  private ownBytes: Float64Array<ArrayBuffer>
  private ownIsDirectory: Uint8Array<ArrayBuffer>
  private isWhiteout: Uint8Array<ArrayBuffer>
  /** Of the stack below. */
  private stacked: Uint8Array<ArrayBuffer>
  private bytes: Float64Array<ArrayBuffer>
  private isDirectory: Uint8Array<ArrayBuffer>
  /** Of a path in all layers; copies and sum are 0 where no layer has counted it yet. */
  private least: Float64Array<ArrayBuffer>
  private sum: Float64Array<ArrayBuffer>
  private copies: Uint32Array<ArrayBuffer>
  private counted: Uint8Array<ArrayBuffer>
  private layer = -1
  private deletes = false

  /** @param about  how many paths there may be */
  constructor(about: number) {
    this.names = new NameTree(about)
    this.ownLayer = new Int32Array(about + 1).fill(NONE)
    this.ownChildren = new Uint32Array(about + 1)
    this.ownBytes = new Float64Array(about + 1)
    this.ownIsDirectory = new Uint8Array(about + 1)
    this.isWhiteout = new Uint8Array(about + 1)
    this.stacked = new Uint8Array(about + 1)
    this.bytes = new Float64Array(about + 1)
    this.isDirectory = new Uint8Array(about + 1)
    this.least = new Float64Array(about + 1)
    this.sum = new Float64Array(about + 1)
    this.copies = new Uint32Array(about + 1)
    this.counted = new Uint8Array(about + 1)
  }

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
    this.deletes = false
    entries.walk((path, index) => {
      if (path === '') return
      const kind = entries.kindOf(index)
      if (kind === 'opaque') {
        this.ownNode(path)
        return
      }
      const [directory, name] = splitPath(path)
      const isWhiteout = kind === 'whiteout'
      this.deletes ||= isWhiteout
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

  /** The node's children in the layer's own tree: by name where the order matters, since the layer deletes something. */
  private ownChildrenOf(node: number): readonly number[] {
    const found: number[] = []
    for (let id = this.names.firstOf(node); id !== NONE; id = this.names.nextOf(id)) {
      if (this.ownLayer[id] === this.layer) found.push(id)
    }
    if (!this.deletes) return found
    const named = found.map((id) => ({ id, name: this.names.nameOf(id) }))
    return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id)
  }

  /**
   * Leaves by name, below the root. At a whiteout of nothing dive leaves the layer: false then.
   *
   * @param shown  the path that dive has for it, which is without the mark of whiteouts
   */
  private visitLeaves(node: number, shown: number): boolean {
    for (const id of this.ownChildrenOf(node)) {
      const isWhiteout = this.isWhiteout[id] === 1
      const at =
        isWhiteout || node !== shown
          ? this.make(shown, this.names.nameOf(id), isWhiteout ? WHITEOUT.length : 0)
          : id
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
    for (const id of this.ownChildrenOf(node)) {
      if (this.isWhiteout[id]) {
        const deleted = this.names.childOf(node, this.names.nameOf(id), WHITEOUT.length)
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
