import { joinPath } from './path'
import { type Content, isDirectory, type Union, type UnionNode, type Version } from './union'

/** What one layer does to a column's path and all that is in it. */
export interface FigureCell {
  /** Position, base first. */
  readonly layer: number
  readonly storedBytes: number
  /** Of the stored bytes, those that a container sees. */
  readonly visibleBytes: number
  /** It puts something here: without bytes, too (an empty file, a link, a new directory). */
  readonly stores: boolean
  /** A container sees some of it. */
  readonly seen: boolean
  /** It deletes what layers below put here. */
  readonly whiteout: boolean
  /** It deletes the path itself, and all in it. */
  readonly whole: boolean
  /** Paths that it deletes; directories not counted. */
  readonly deleted: number
}

export interface FigureColumn {
  /** Without a slash at either end; empty for the column of other paths. */
  readonly path: string
  readonly directory: boolean
  /** What a container sees, and from which layers, base first; absent when nothing. */
  readonly merged?:
    | {
        readonly bytes: number
        readonly parts: readonly { readonly layer: number; readonly bytes: number }[]
      }
    | undefined
  /** Base first; layers that leave the path alone have none. */
  readonly cells: readonly FigureCell[]
}

/** A path that may become a column, with the sums of all that is in it. */
export interface Place {
  readonly path: string
  readonly node: UnionNode
  readonly homes: Homes
  readonly directory: boolean
  /** Never anything but a directory, and not empty. */
  readonly divisible: boolean
  readonly present: boolean
  readonly cells: ReadonlyMap<number, FigureCell>
  readonly storedBytes: number
  /** What layers above the base did here, and the bytes that they stored or hid. */
  readonly changes: number
  readonly changedBytes: number
}

/** Where content with several names counts; all other content counts where it is. */
type Homes = ReadonlyMap<Content, UnionNode>

/** The top-level paths. */
export function placesOf(union: Union): readonly Place[] {
  const homes = homesOf(union.root)
  return [...(union.root.children?.values() ?? [])].map((node) => placeOf(node, '', homes))
}

/** The paths directly in a place. */
export function placesWithin({ node, path, homes }: Place): readonly Place[] {
  return [...(node.children?.values() ?? [])].map((child) => placeOf(child, path, homes))
}

function homesOf(root: UnionNode): Homes {
  const homes = new Map<Content, UnionNode>()
  const visit = (node: UnionNode) => {
    const content = node.visible?.content
    if (content && content.names > 1 && !homes.has(content)) homes.set(content, node)
    for (const child of node.children?.values() ?? []) visit(child)
  }
  visit(root)
  return homes
}

function placeOf(node: UnionNode, parent: string, homes: Homes): Place {
  const path = joinPath(parent, node.name)
  const sums = new Sums(homes)
  sums.visit(node)
  for (let at: UnionNode | undefined = node; at; at = at.parent) sums.deleteWhole(at.whiteouts ?? [])
  const hasContent = node.children !== undefined && node.children.size > 0
  return {
    path,
    node,
    homes,
    directory: node.present ? isDirectory(node) : hasContent || isDirectoryEntry(node.versions.at(-1)),
    divisible: hasContent && node.versions.every(isDirectoryEntry),
    present: node.present,
    cells: sums.cells,
    storedBytes: sums.storedBytes,
    changes: sums.changes,
    changedBytes: sums.changedBytes,
  }
}

function isDirectoryEntry(version: Version | undefined): boolean {
  return version?.entry.kind === 'directory'
}

class Sums {
  readonly cells = new Map<number, { -readonly [K in keyof FigureCell]: FigureCell[K] }>()
  storedBytes = 0
  changes = 0
  changedBytes = 0

  constructor(private readonly homes: Homes) {}

  visit(node: UnionNode): void {
    for (const version of node.versions) {
      if (isDirectoryEntry(version)) continue
      const cell = this.cell(version.layer)
      cell.stores = true
      if (version === node.visible) cell.seen = true
      if (version.layer > 0) this.changes++
      this.count(node, version)
      const { hidden } = version
      if (hidden?.how === 'deleted') {
        this.deleteBy(hidden.layer).deleted++
        if (version.layer === 0) this.changes++
      }
    }
    this.visitDirectory(node)
    for (const child of node.children?.values() ?? []) this.visit(child)
  }

  /** A directory that is listed again, because something in it changed, is the one that was there. */
  private visitDirectory({ versions, visible }: UnionNode): void {
    let first: Version | undefined
    for (const version of versions) {
      if (!isDirectoryEntry(version)) {
        first = undefined
        continue
      }
      if (!first) {
        first = version
        this.cell(version.layer).stores = true
        if (version.layer > 0) this.changes++
      }
      if (version === visible) this.cell(first.layer).seen = true
      if (version.hidden?.how === 'deleted') {
        this.deleteBy(version.hidden.layer)
        if (version.layer === 0) this.changes++
        first = undefined
      }
    }
  }

  private count(node: UnionNode, { content, entry, hidden, layer }: Version): void {
    if (!content) return
    const visible = content.names > 0
    if (visible ? hidden || (this.homes.get(content) ?? node) !== node : entry.kind !== 'file') return
    const cell = this.cell(content.layer)
    cell.storedBytes += content.bytes
    this.storedBytes += content.bytes
    cell.stores = true
    if (visible) {
      cell.seen = true
      cell.visibleBytes += content.bytes
    }
    if (layer > 0 || !visible) this.changedBytes += content.bytes
  }

  /** Layers that deleted the path, or a directory above it: of which there was something to delete. */
  deleteWhole(layers: readonly number[]): void {
    for (const layer of layers) {
      const cell = this.cells.get(layer)
      if (cell?.whiteout) cell.whole = true
    }
  }

  private deleteBy(layer: number) {
    const cell = this.cell(layer)
    cell.whiteout = true
    return cell
  }

  private cell(layer: number) {
    const known = this.cells.get(layer)
    if (known) return known
    const made = {
      layer,
      storedBytes: 0,
      visibleBytes: 0,
      stores: false,
      seen: false,
      whiteout: false,
      whole: false,
      deleted: 0,
    }
    this.cells.set(layer, made)
    return made
  }
}
