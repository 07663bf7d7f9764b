// Longer than most: all that may write the columns, and what each of them is read by.
import { wider } from './columns'
import type { Entry, EntryKind } from './entry'
import { endOfName, NameTree, NONE, ROOT } from './name-tree'
import type { PackedLayer } from './packed'
import { splitPath } from './path'

/** What took a version out of sight. */
export type HiddenHow = 'overwritten' | 'deleted'

/** Bytes of file content that a layer stores, and of those the ones that no container sees. */
export interface StoredBytes {
  readonly bytes: number
  readonly hiddenBytes: number
}

/** More paths than are laid over one another. */
export class TooManyPathsError extends Error {
  override readonly name = 'TooManyPathsError'
  constructor(readonly most: number) {
    super(`more than ${most} paths in all layers together`)
  }
}

/** How a version was hidden, in a column. */
const HOWS: readonly HiddenHow[] = ['overwritten', 'deleted']

/**
 * The file system that layers make together, as columns of numbers: about 60 bytes a path. Nodes, versions and contents
 * are numbers in it.
 */
export class UnionColumns {
  readonly names: NameTree
  /** Visible bytes once each layer is in place, base first. */
  readonly running: number[] = []
  readonly layers: number
  private bytes = 0
  /** Of nodes. */
  private present: Uint8Array<ArrayBuffer>
  private visible: Int32Array<ArrayBuffer>
  private firstVersions: Int32Array<ArrayBuffer>
  private lastVersions: Int32Array<ArrayBuffer>
  private readonly whiteouts = new Map<number, number[]>()
  private nodes = 0
  /** Of versions; their entry is the one of that number in their layer. */
  private readonly entryOf: Uint32Array
  private readonly layerOf: Uint16Array
  private readonly nodeAt: Int32Array
  private readonly nextVersions: Int32Array
  private readonly contentAt: Int32Array
  private readonly hiddenBy: Int32Array
  private readonly hiddenHow: Uint8Array
  private versions = 0
  /** Of contents: the version that is their file, and how many names show them. */
  private readonly fileOf: Int32Array
  private readonly nameCounts: Uint32Array
  /** How many contents the layers store: their numbers begin at 0. */
  contentCount = 0

  constructor(
    private readonly packed: readonly PackedLayer[],
    private readonly mostNodes: number,
  ) {
    this.layers = packed.length
    const most = packed.reduce((sum, { entries }) => sum + entries.length, 0)
    // Layers write much of what others have again: then there are fewer paths than entries.
    const about = Math.max(0, ...packed.map(({ entries }) => entries.length)) + 1
    this.names = new NameTree(about)
    this.present = new Uint8Array(about)
    this.visible = new Int32Array(about)
    this.firstVersions = new Int32Array(about)
    this.lastVersions = new Int32Array(about)
    this.entryOf = new Uint32Array(most)
    this.layerOf = new Uint16Array(most)
    this.nodeAt = new Int32Array(most)
    this.nextVersions = new Int32Array(most).fill(NONE)
    this.contentAt = new Int32Array(most)
    this.hiddenBy = new Int32Array(most).fill(NONE)
    this.hiddenHow = new Uint8Array(most)
    this.fileOf = new Int32Array(most)
    this.nameCounts = new Uint32Array(most)
    this.begin(ROOT)
    this.present[ROOT] = 1
  }

  lay(layer: number): void {
    const { entries } = this.packed[layer]!
    const marks: (readonly [path: string, isOpaque: boolean])[] = []
    entries.walk((path, index) => {
      const kind = entries.kindOf(index)
      if (kind === 'whiteout' || kind === 'opaque') marks.push([path, kind === 'opaque'])
    })
    for (const [path, isOpaque] of marks) {
      if (isOpaque) this.clear(path, layer)
      else this.whiteOut(path, layer)
    }
    // The marker lies in a directory, which unpacking makes where no layer lists it.
    for (const [path, isOpaque] of marks) this.directoryAt(isOpaque ? path : splitPath(path)[0], layer)
    let directory = ROOT
    let directoryPath = ''
    entries.walk((path, index) => {
      const kind = entries.kindOf(index)
      if (kind === 'whiteout' || kind === 'opaque') return
      const slash = path.lastIndexOf('/')
      // Entries of one directory stand together: it is looked for once.
      const isSame = directoryPath.length === Math.max(0, slash) && path.startsWith(directoryPath)
      if (!isSame || !this.isDirectory(directory)) {
        directoryPath = slash < 0 ? '' : path.slice(0, slash)
        directory = this.directoryAt(directoryPath, layer)
      }
      const node = path.length === slash + 1 ? ROOT : this.make(directory, path, slash + 1, path.length)
      this.put(node, kind, layer, index)
    })
    this.running.push(this.bytes)
  }

  private put(node: number, kind: EntryKind, layer: number, index: number): void {
    // A file or link without a name would take the place of everything.
    if (node === ROOT && kind !== 'directory') return
    const before = this.visible[node]!
    if (kind !== 'directory') this.hideBelow(node, layer, 0)
    if (kind !== 'directory' || (before !== NONE && this.kindOf(before) !== 'directory'))
      this.hide(node, layer, 0)
    const version = this.versions++
    this.entryOf[version] = index
    this.layerOf[version] = layer
    this.nodeAt[version] = node
    const content = this.contentFor(kind, layer, index, version)
    this.contentAt[version] = content
    if (content !== NONE && this.nameCounts[content]!++ === 0) this.bytes += this.bytesOf(content)
    // A directory laid over another is the same one with other attributes.
    const same = this.visible[node]!
    if (same !== NONE) this.markHidden(same, layer, 0)
    const last = this.lastVersions[node]!
    if (last === NONE) this.firstVersions[node] = version
    else this.nextVersions[last] = version
    this.lastVersions[node] = version
    this.visible[node] = version
    this.present[node] = 1
  }

  private contentFor(kind: EntryKind, layer: number, index: number, version: number): number {
    if (kind === 'hardlink') {
      const target = this.names.find(this.packed[layer]!.entries.extraOf(index))
      const found = target === NONE ? NONE : this.visible[target]!
      return found === NONE ? NONE : this.contentAt[found]!
    }
    if (kind !== 'file') return NONE
    this.fileOf[this.contentCount] = version
    return this.contentCount++
  }

  private whiteOut(path: string, layer: number): void {
    const node = this.names.find(path)
    if (node === NONE || node === ROOT || !this.present[node]) return
    this.hideBelow(node, layer, 1)
    this.hide(node, layer, 1)
    this.markWhiteout(node, layer)
  }

  /** An opaque directory shows nothing of the layers below. */
  private clear(path: string, layer: number): void {
    const node = this.names.find(path)
    // A second marker of one directory deletes nothing more.
    if (node === NONE || !this.present[node] || this.whiteouts.get(node)?.at(-1) === layer) return
    this.hideBelow(node, layer, 1)
    this.markWhiteout(node, layer)
  }

  private markWhiteout(node: number, layer: number): void {
    const known = this.whiteouts.get(node)
    if (known) known.push(layer)
    else this.whiteouts.set(node, [layer])
  }

  private hideBelow(node: number, layer: number, how: number): void {
    for (let child = this.names.firstOf(node); child !== NONE; child = this.names.nextOf(child)) {
      if (!this.present[child]) continue
      this.hideBelow(child, layer, how)
      this.hide(child, layer, how)
    }
  }

  private hide(node: number, layer: number, how: number): void {
    this.present[node] = 0
    const version = this.visible[node]!
    if (version === NONE) return
    this.visible[node] = NONE
    this.markHidden(version, layer, how)
    const content = this.contentAt[version]!
    if (content !== NONE && --this.nameCounts[content]! === 0) this.bytes -= this.bytesOf(content)
  }

  private markHidden(version: number, layer: number, how: number): void {
    this.hiddenBy[version] = layer
    this.hiddenHow[version] = how
  }

  /** The directory at a path, made where no entry lists it; a file or link in its way is overwritten. */
  private directoryAt(path: string, layer: number): number {
    let node = ROOT
    for (let from = 0; path !== '' && from <= path.length; ) {
      const to = endOfName(path, from)
      node = this.make(node, path, from, to)
      const version = this.visible[node]!
      if (version !== NONE && this.kindOf(version) !== 'directory') this.hide(node, layer, 0)
      this.present[node] = 1
      from = to + 1
    }
    return node
  }

  private make(parent: number, path: string, from: number, to: number): number {
    const node = this.names.make(parent, path, from, to)
    if (node === this.nodes) {
      if (node >= this.mostNodes) throw new TooManyPathsError(this.mostNodes)
      this.begin(node)
    }
    return node
  }

  private begin(node: number): void {
    if (node === this.present.length) {
      this.present = wider(this.present, node + 1)
      this.visible = wider(this.visible, node + 1)
      this.firstVersions = wider(this.firstVersions, node + 1)
      this.lastVersions = wider(this.lastVersions, node + 1)
    }
    this.nodes = node + 1
    this.visible[node] = NONE
    this.firstVersions[node] = NONE
    this.lastVersions[node] = NONE
  }

  isPresent(node: number): boolean {
    return this.present[node] === 1
  }

  /** Whether a container sees a directory here, listed or implied. */
  isDirectory(node: number): boolean {
    const version = this.visible[node]!
    return this.present[node] === 1 && (version === NONE || this.kindOf(version) === 'directory')
  }

  /** The version that a container sees, NONE where it sees none. */
  visibleOf(node: number): number {
    return this.visible[node]!
  }

  firstVersionOf(node: number): number {
    return this.firstVersions[node]!
  }

  lastVersionOf(node: number): number {
    return this.lastVersions[node]!
  }

  nextVersionOf(version: number): number {
    return this.nextVersions[version]!
  }

  whiteoutsOf(node: number): readonly number[] | undefined {
    return this.whiteouts.get(node)
  }

  kindOf(version: number): EntryKind {
    return this.packed[this.layerOf[version]!]!.entries.kindOf(this.entryOf[version]!)
  }

  contentBytesOf(version: number): number {
    return this.packed[this.layerOf[version]!]!.entries.bytesOf(this.entryOf[version]!)
  }

  entryIn(version: number): Entry {
    const { entries } = this.packed[this.layerOf[version]!]!
    return entries.entry(this.entryOf[version]!, this.names.pathOf(this.nodeAt[version]!))
  }

  layerOfVersion(version: number): number {
    return this.layerOf[version]!
  }

  /** The layer that took it out of sight, NONE while it is seen. */
  hiddenByOf(version: number): number {
    return this.hiddenBy[version]!
  }

  howOf(version: number): HiddenHow {
    return HOWS[this.hiddenHow[version]!]!
  }

  /** For files and hard links, else NONE. */
  contentIn(version: number): number {
    return this.contentAt[version]!
  }

  namesOfContent(content: number): number {
    return this.nameCounts[content]!
  }

  /** The version by which its layer put it there. */
  fileOfContent(content: number): number {
    return this.fileOf[content]!
  }

  hashOf(content: number): string | undefined {
    const file = this.fileOf[content]!
    const { entries } = this.packed[this.layerOf[file]!]!
    return entries.extraOf(this.entryOf[file]!) || undefined
  }

  bytesOf(content: number): number {
    return this.contentBytesOf(this.fileOf[content]!)
  }

  nodeOfVersion(version: number): number {
    return this.nodeAt[version]!
  }

  /** Of the content that each layer stores, per layer, base first. */
  get stored(): readonly StoredBytes[] {
    const sums = this.packed.map(() => ({ bytes: 0, hiddenBytes: 0 }))
    for (let id = 0; id < this.contentCount; id++) {
      const sum = sums[this.layerOf[this.fileOf[id]!]!]!
      const bytes = this.bytesOf(id)
      sum.bytes += bytes
      if (this.nameCounts[id] === 0) sum.hiddenBytes += bytes
    }
    return sums
  }
}
