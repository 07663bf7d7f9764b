import type { Entry, LayerIndex } from './entry'
import { splitPath } from './path'

/** Content that one layer stores once, however many names (hard links) it has. */
export interface Content {
  /** Position of the layer, base first. */
  readonly layer: number
  readonly bytes: number
  readonly hash?: string | undefined
  /** Names under which a container sees it; 0 when it is hidden. */
  names: number
  /** What its layer put there as a file; all other names are links to it. */
  file?: Version | undefined
}

/** What took a version out of sight. */
export type HiddenHow = 'overwritten' | 'deleted'

/** What one layer put at one path. */
export interface Version {
  readonly layer: number
  readonly entry: Entry
  /** For files and hard links. */
  readonly content?: Content | undefined
  /** Set when a later entry took it out of sight. */
  hidden?: { readonly layer: number; readonly how: HiddenHow } | undefined
}

/** One path with everything that ever stood there. */
export interface UnionNode {
  readonly name: string
  readonly parent?: UnionNode | undefined
  children?: Map<string, UnionNode> | undefined
  /** In the order in which they came. */
  readonly versions: Version[]
  /** What a container sees here; absent when nothing, and for a directory that no layer has an entry for. */
  visible?: Version | undefined
  /** A container sees something here: `visible`, or a directory that only its content implies. */
  present: boolean
  /** Layers that deleted what stood here: by a whiteout of this path, or of all that is in it by an opaque marker. */
  whiteouts?: number[] | undefined
}

/** The file system that layers make together. */
export interface Union {
  readonly root: UnionNode
  readonly layers: number
  /** Content that each layer stores, per layer, base first. */
  readonly contents: readonly (readonly Content[])[]
  /** Visible bytes once each layer is in place, base first. */
  readonly running: readonly number[]
}

/**
 * Lays layers over one another as overlay does.
 *
 * @param layers  base first
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md: a layer's whiteouts hide what is in the
 *      layers below, never what is in the layer itself, wherever they are in its tar
 * @see moby pkg/archive/diff.go (`UnpackLayer`), containerd pkg/archive/tar.go (`applyNaive`): a parent that is not
 *      there is made, of a whiteout too
 */
export function unionOf(layers: readonly LayerIndex[]): Union {
  const building = new Building()
  const running = layers.map(({ entries }, layer) => building.lay(entries, layer))
  return { root: building.root, layers: layers.length, contents: building.contents, running }
}

class Building {
  readonly root: UnionNode = { name: '', versions: [], present: true }
  readonly contents: Content[][] = []
  private bytes = 0

  lay(entries: readonly Entry[], layer: number): number {
    const own: Content[] = []
    this.contents.push(own)
    for (const entry of entries) {
      if (entry.kind === 'whiteout') this.whiteOut(entry.path, layer)
      if (entry.kind === 'opaque') this.clear(entry.path, layer)
    }
    // The marker lies in a directory, which unpacking makes where no layer lists it.
    for (const { kind, path } of entries) {
      if (kind === 'whiteout') this.directoryAt(splitPath(path)[0], layer)
      if (kind === 'opaque') this.directoryAt(path, layer)
    }
    let directory: UnionNode = this.root
    let directoryPath = ''
    for (const entry of entries) {
      if (entry.kind === 'whiteout' || entry.kind === 'opaque') continue
      const [path, name] = splitPath(entry.path)
      // Entries of one directory stand together: it is looked for once.
      if (path !== directoryPath || !isDirectory(directory)) {
        directory = this.directoryAt(path, layer)
        directoryPath = path
      }
      this.put(name === '' ? this.root : childOf(directory, name), entry, layer, own)
    }
    return this.bytes
  }

  private put(node: UnionNode, entry: Entry, layer: number, own: Content[]): void {
    // A file or link without a name would take the place of everything.
    if (node === this.root && entry.kind !== 'directory') return
    if (entry.kind === 'directory') {
      if (node.visible && node.visible.entry.kind !== 'directory') this.hide(node, layer, 'overwritten')
    } else {
      this.hideBelow(node, layer, 'overwritten')
      this.hide(node, layer, 'overwritten')
    }
    const version: Version = { layer, entry, content: this.contentOf(entry, layer, own) }
    if (version.content) {
      if (entry.kind === 'file') version.content.file = version
      if (version.content.names === 0) this.bytes += version.content.bytes
      version.content.names++
    }
    // A directory laid over another is the same one with other attributes.
    if (node.visible) node.visible.hidden = { layer, how: 'overwritten' }
    node.versions.push(version)
    node.visible = version
    node.present = true
  }

  private contentOf(entry: Entry, layer: number, own: Content[]): Content | undefined {
    if (entry.kind === 'hardlink') return this.find(entry.target ?? '')?.visible?.content
    if (entry.kind !== 'file') return undefined
    const content: Content = { layer, bytes: entry.contentBytes, hash: entry.hash, names: 0 }
    own.push(content)
    return content
  }

  private whiteOut(path: string, layer: number): void {
    const node = this.find(path)
    if (!node?.present || node === this.root) return
    this.hideBelow(node, layer, 'deleted')
    this.hide(node, layer, 'deleted')
    node.whiteouts = [...(node.whiteouts ?? []), layer]
  }

  /** An opaque directory shows nothing of the layers below. */
  private clear(path: string, layer: number): void {
    const node = this.find(path)
    if (!node?.present) return
    this.hideBelow(node, layer, 'deleted')
    node.whiteouts = [...(node.whiteouts ?? []), layer]
  }

  private hideBelow(node: UnionNode | undefined, layer: number, how: HiddenHow): void {
    for (const child of node?.children?.values() ?? []) {
      if (!child.present) continue
      this.hideBelow(child, layer, how)
      this.hide(child, layer, how)
    }
  }

  private hide(node: UnionNode, layer: number, how: HiddenHow): void {
    node.present = false
    const { visible } = node
    if (!visible) return
    node.visible = undefined
    visible.hidden = { layer, how }
    if (!visible.content) return
    visible.content.names--
    if (visible.content.names === 0) this.bytes -= visible.content.bytes
  }

  private find(path: string): UnionNode | undefined {
    if (path === '') return this.root
    let node: UnionNode | undefined = this.root
    for (const part of path.split('/')) node = node?.children?.get(part)
    return node
  }

  /** The directory at a path, made where no entry lists it; a file or link in its way is overwritten. */
  private directoryAt(path: string, layer: number): UnionNode {
    let node = this.root
    if (path === '') return node
    for (const part of path.split('/')) {
      node = childOf(node, part)
      if (node.visible && node.visible.entry.kind !== 'directory') this.hide(node, layer, 'overwritten')
      node.present = true
    }
    return node
  }
}

/** Whether a container sees a directory here, listed or implied. */
export function isDirectory({ present, visible }: UnionNode): boolean {
  return present && (visible === undefined || visible.entry.kind === 'directory')
}

function childOf(parent: UnionNode, name: string): UnionNode {
  parent.children ??= new Map()
  const known = parent.children.get(name)
  if (known) return known
  const made: UnionNode = { name, parent, versions: [], present: false }
  parent.children.set(name, made)
  return made
}
