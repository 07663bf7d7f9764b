import type { Entry } from './entry'
import { NONE, ROOT } from './name-tree'
import type { Union } from './union'
import type { HiddenHow } from './union-columns'

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

/** What is shown of a union. */
interface View {
  /** Whether what is below a path is looked at at all. */
  enters(node: number): boolean
  /** The version that stands for a path, or NONE; undefined for a path that it does not show. */
  lastOf(node: number, hasChildren: boolean): number | undefined
  isDirectory(node: number, hasChildren: boolean): boolean
  /** Without what is in it. */
  bytesOf(node: number): number
  hiddenBytesOf(node: number): number
  changeOf(node: number): Change | undefined
  /** Whether a version may be one that something hid. */
  isShadow(version: number): boolean
}

/**
 * The file system that a container sees.
 *
 * @param withHidden  also shows paths that are deleted, with what lies there unseen
 * @returns           its root; `bytes` of the root are the union's visible bytes
 */
export function unionTree(union: Union, withHidden: boolean): TreeNode {
  /** Of content whose file is hidden, the first link that shows it. */
  const counted = new Map<number, number>()
  const lastOf = (node: number) => (union.isPresent(node) ? union.visibleOf(node) : union.lastVersionOf(node))
  return new Tree(union, {
    enters: (node) => union.isPresent(node) || withHidden,
    lastOf(node, hasChildren) {
      const last = lastOf(node)
      return union.isPresent(node) || hasChildren || last !== NONE ? last : undefined
    },
    isDirectory(node) {
      const last = lastOf(node)
      return last === NONE || union.kindOf(last) === 'directory'
    },
    bytesOf(node) {
      const visible = union.isPresent(node) ? union.visibleOf(node) : NONE
      const content = visible === NONE ? NONE : union.contentIn(visible)
      return content !== NONE && countsHere(union, content, visible, counted) ? union.bytesOf(content) : 0
    },
    hiddenBytesOf: (node) => hiddenIn(union, node, () => true),
    changeOf: (node) => (union.isPresent(node) ? undefined : 'deleted'),
    isShadow: () => true,
  }).root()
}

/** The file itself has the bytes, where a container sees it; else the first of the links to it. */
function countsHere(union: Union, content: number, visible: number, counted: Map<number, number>): boolean {
  const file = union.fileOfContent(content)
  if (union.hiddenByOf(file) === NONE) return file === visible
  const first = counted.get(content) ?? visible
  counted.set(content, first)
  return first === visible
}

/**
 * What one layer adds, changes and deletes.
 *
 * @param union  of this layer and those below, and of any above
 * @returns      the root of a tree that holds the paths that the layer touches, and directories on the way
 */
export function layerTree(union: Union, layer: number): TreeNode {
  const isTaken = (version: number) =>
    union.hiddenByOf(version) === layer && union.layerOfVersion(version) < layer
  // Of what the layer itself overwrites, nothing is left to tell.
  const ownOf = (node: number) => {
    const last = lastIn(union, node, (version) => union.layerOfVersion(version) === layer)
    return last !== NONE && union.hiddenByOf(last) === layer ? NONE : last
  }
  const beforeOf = (node: number) => lastIn(union, node, isTaken)
  return new Tree(union, {
    enters: () => true,
    lastOf(node, hasChildren) {
      const own = ownOf(node)
      const last = own === NONE ? beforeOf(node) : own
      return last !== NONE || hasChildren ? last : undefined
    },
    isDirectory(node, hasChildren) {
      const own = ownOf(node)
      const last = own === NONE ? beforeOf(node) : own
      return (last !== NONE && union.kindOf(last) === 'directory') || (own === NONE && hasChildren)
    },
    bytesOf(node) {
      const own = ownOf(node)
      return own === NONE ? 0 : union.contentBytesOf(own)
    },
    hiddenBytesOf: (node) => hiddenIn(union, node, isTaken),
    changeOf(node) {
      const [own, before] = [ownOf(node), beforeOf(node)]
      if (own === NONE) return before === NONE ? undefined : 'deleted'
      if (before === NONE) return 'added'
      return isSame(union.entryIn(own), union.entryIn(before)) ? 'same' : 'changed'
    },
    isShadow: (version) => union.layerOfVersion(version) < layer,
  }).root()
}

function lastIn(union: Union, node: number, is: (version: number) => boolean): number {
  let found = NONE
  for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) if (is(id)) found = id
  return found
}

function hiddenIn(union: Union, node: number, is: (version: number) => boolean): number {
  let bytes = 0
  for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) {
    const content = union.contentIn(id)
    // Content that another name still shows is not hidden.
    if (union.hiddenByOf(id) === NONE || content === NONE || union.namesOfContent(content) > 0) continue
    if (is(id)) bytes += union.contentBytesOf(id)
  }
  return bytes
}

const EMPTY: TreeNode = {
  ...{ name: '', path: '', directory: true, bytes: 0, hiddenBytes: 0, files: 0, shadows: [], children: [] },
}

/** The sums of a view, one number a path; what else it says is worked out when it is asked for. */
class Tree {
  private readonly shown: Uint8Array
  private readonly bytes: Float64Array
  private readonly hiddenBytes: Float64Array
  private readonly files: Uint32Array

  constructor(
    readonly union: Union,
    readonly view: View,
  ) {
    const { size } = union.names
    this.shown = new Uint8Array(size)
    this.bytes = new Float64Array(size)
    this.hiddenBytes = new Float64Array(size)
    this.files = new Uint32Array(size)
    this.sumUp(ROOT)
  }

  root(): TreeNode {
    return this.isShown(ROOT) ? new Row(this, ROOT) : EMPTY
  }

  isShown(id: number): boolean {
    return this.shown[id] === 1
  }

  sumsOf(id: number) {
    return { bytes: this.bytes[id]!, hiddenBytes: this.hiddenBytes[id]!, files: this.files[id]! }
  }

  private sumUp(id: number): void {
    const { view, union } = this
    if (!view.enters(id)) return
    const { names } = union
    let hasChildren = false
    for (let child = names.firstOf(id); child !== NONE; child = names.nextOf(child)) {
      this.sumUp(child)
      if (!this.shown[child]) continue
      hasChildren = true
      this.bytes[id]! += this.bytes[child]!
      this.hiddenBytes[id]! += this.hiddenBytes[child]!
      this.files[id]! += this.files[child]!
    }
    if (view.lastOf(id, hasChildren) === undefined) return
    this.shown[id] = 1
    this.bytes[id]! += view.bytesOf(id)
    this.hiddenBytes[id]! += view.hiddenBytesOf(id)
    this.files[id]! += view.isDirectory(id, hasChildren) ? 0 : 1
  }
}

/** Small, since a list of them may have a million: all that it says it looks up. */
class Row implements TreeNode {
  constructor(
    private readonly tree: Tree,
    private readonly id: number,
  ) {}

  get name(): string {
    return this.tree.union.names.nameOf(this.id)
  }

  get path(): string {
    return this.tree.union.names.pathOf(this.id)
  }

  get bytes(): number {
    return this.tree.sumsOf(this.id).bytes
  }

  get hiddenBytes(): number {
    return this.tree.sumsOf(this.id).hiddenBytes
  }

  get files(): number {
    return this.tree.sumsOf(this.id).files
  }

  get directory(): boolean {
    return this.tree.view.isDirectory(this.id, this.hasChildren())
  }

  get entry(): Entry | undefined {
    return this.last === NONE ? undefined : this.tree.union.entryIn(this.last)
  }

  get layer(): number | undefined {
    return this.last === NONE ? undefined : this.tree.union.layerOfVersion(this.last)
  }

  get change(): Change | undefined {
    return this.tree.view.changeOf(this.id)
  }

  get shadows(): readonly Shadow[] {
    const { union, view } = this.tree
    const found: Shadow[] = []
    for (let id = union.firstVersionOf(this.id); id !== NONE; id = union.nextVersionOf(id)) {
      const by = union.hiddenByOf(id)
      // Directories that are laid over one another hide nothing.
      if (by === NONE || union.kindOf(id) === 'directory' || !view.isShadow(id)) continue
      found.push({
        layer: union.layerOfVersion(id),
        bytes: union.contentBytesOf(id),
        by,
        how: union.howOf(id),
      })
    }
    return found
  }

  get children(): readonly TreeNode[] {
    const { names } = this.tree.union
    const found: Row[] = []
    for (let id = names.firstOf(this.id); id !== NONE; id = names.nextOf(id)) {
      if (this.tree.isShown(id)) found.push(new Row(this.tree, id))
    }
    return found
  }

  private get last(): number {
    return this.tree.view.lastOf(this.id, this.hasChildren()) ?? NONE
  }

  private hasChildren(): boolean {
    const { names } = this.tree.union
    for (let id = names.firstOf(this.id); id !== NONE; id = names.nextOf(id)) {
      if (this.tree.isShown(id)) return true
    }
    return false
  }
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
