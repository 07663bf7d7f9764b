import { NONE, ROOT } from './name-tree'
import type { Union } from './union'

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

/** Where content with several names counts; all other content counts where it is. */
type Homes = ReadonlyMap<number, number>

/** A path that may become a column, with the sums of all that is in it. There may be a million: each is small. */
export class Place {
  /** Layers that do anything to it. */
  readonly layers: number
  readonly storedBytes: number
  /** What layers above the base did here, and the bytes that they stored or hid. */
  readonly changes: number
  readonly changedBytes: number

  constructor(
    private readonly sums: Sums,
    readonly node: number,
  ) {
    sums.of(node)
    this.layers = sums.touched.length
    this.storedBytes = sums.storedBytes
    this.changes = sums.changes
    this.changedBytes = sums.changedBytes
  }

  get path(): string {
    return this.union.names.pathOf(this.node)
  }

  get directory(): boolean {
    const { node, union } = this
    if (union.isPresent(node)) return union.isDirectory(node)
    const last = union.lastVersionOf(node)
    return this.hasContent || (last !== NONE && union.kindOf(last) === 'directory')
  }

  /** Never anything but a directory, and not empty. */
  get divisible(): boolean {
    const { node, union } = this
    for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) {
      if (union.kindOf(id) !== 'directory') return false
    }
    return this.hasContent
  }

  get present(): boolean {
    return this.union.isPresent(this.node)
  }

  /** Worked out when they are asked for, in any order. */
  get cells(): readonly FigureCell[] {
    this.sums.of(this.node)
    return this.sums.touched.map((layer) => ({ ...this.sums.cells[layer]! }))
  }

  /** The paths directly in it. */
  within(): readonly Place[] {
    return placesIn(this.sums, this.node)
  }

  private get union(): Union {
    return this.sums.union
  }

  private get hasContent(): boolean {
    return this.union.names.firstOf(this.node) !== NONE
  }
}

/** The top-level paths. */
export function placesOf(union: Union): readonly Place[] {
  return placesIn(new Sums(union), ROOT)
}

function placesIn(sums: Sums, parent: number): readonly Place[] {
  const { names } = sums.union
  const places: Place[] = []
  for (let id = names.firstOf(parent); id !== NONE; id = names.nextOf(id)) places.push(new Place(sums, id))
  return places
}

function homesOf(union: Union): Homes {
  const { names } = union
  const homes = new Map<number, number>()
  const visit = (node: number) => {
    const visible = union.visibleOf(node)
    const content = visible === NONE ? NONE : union.contentIn(visible)
    if (content !== NONE && union.namesOfContent(content) > 1 && !homes.has(content)) homes.set(content, node)
    for (let child = names.firstOf(node); child !== NONE; child = names.nextOf(child)) visit(child)
  }
  visit(ROOT)
  return homes
}

type Cell = { -readonly [K in keyof FigureCell]: FigureCell[K] }

const NOTHING = {
  ...{
    storedBytes: 0,
    visibleBytes: 0,
    stores: false,
    seen: false,
    whiteout: false,
    whole: false,
    deleted: 0,
  },
}

/** The sums of one place at a time. */
class Sums {
  readonly cells: Cell[]
  /** The layers whose cells are in use. */
  readonly touched: number[] = []
  storedBytes = 0
  changes = 0
  changedBytes = 0
  private readonly homes: Homes
  private readonly isTouched: Uint8Array

  constructor(readonly union: Union) {
    this.homes = homesOf(union)
    this.cells = Array.from({ length: union.layers }, (_, layer) => ({ layer, ...NOTHING }))
    this.isTouched = new Uint8Array(union.layers)
  }

  of(node: number): void {
    for (const layer of this.touched) this.isTouched[layer] = 0
    this.touched.length = 0
    this.storedBytes = 0
    this.changes = 0
    this.changedBytes = 0
    this.visit(node)
    // Layers that deleted the path, or a directory above it: of which there was something to delete.
    for (let at = node; at !== NONE; at = this.union.names.parentOf(at)) {
      for (const layer of this.union.whiteoutsOf(at) ?? []) {
        const cell = this.isTouched[layer] ? this.cells[layer] : undefined
        if (cell?.whiteout) cell.whole = true
      }
    }
  }

  private visit(node: number): void {
    const { union } = this
    const visible = union.visibleOf(node)
    for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) {
      if (union.kindOf(id) === 'directory') continue
      const layer = union.layerOfVersion(id)
      const cell = this.cell(layer)
      cell.stores = true
      if (id === visible) cell.seen = true
      if (layer > 0) this.changes++
      this.count(node, id)
      if (union.hiddenByOf(id) !== NONE && union.howOf(id) === 'deleted') {
        this.deleteBy(union.hiddenByOf(id)).deleted++
        if (layer === 0) this.changes++
      }
    }
    this.visitDirectory(node, visible)
    const { names } = union
    for (let child = names.firstOf(node); child !== NONE; child = names.nextOf(child)) this.visit(child)
  }

  /** A directory that is listed again, because something in it changed, is the one that was there. */
  private visitDirectory(node: number, visible: number): void {
    const { union } = this
    let first = NONE
    for (let id = union.firstVersionOf(node); id !== NONE; id = union.nextVersionOf(id)) {
      if (union.kindOf(id) !== 'directory') {
        first = NONE
        continue
      }
      if (first === NONE) {
        first = id
        this.cell(union.layerOfVersion(id)).stores = true
        if (union.layerOfVersion(id) > 0) this.changes++
      }
      if (id === visible) this.cell(union.layerOfVersion(first)).seen = true
      if (union.hiddenByOf(id) !== NONE && union.howOf(id) === 'deleted') {
        this.deleteBy(union.hiddenByOf(id))
        if (union.layerOfVersion(id) === 0) this.changes++
        first = NONE
      }
    }
  }

  private count(node: number, version: number): void {
    const { union } = this
    const content = union.contentIn(version)
    if (content === NONE) return
    const visible = union.namesOfContent(content) > 0
    const isElsewhere = visible
      ? union.hiddenByOf(version) !== NONE || (this.homes.get(content) ?? node) !== node
      : union.kindOf(version) !== 'file'
    if (isElsewhere) return
    const bytes = union.bytesOf(content)
    const cell = this.cell(union.layerOfVersion(union.fileOfContent(content)))
    cell.storedBytes += bytes
    this.storedBytes += bytes
    cell.stores = true
    if (visible) {
      cell.seen = true
      cell.visibleBytes += bytes
    }
    if (union.layerOfVersion(version) > 0 || !visible) this.changedBytes += bytes
  }

  private deleteBy(layer: number): Cell {
    const cell = this.cell(layer)
    cell.whiteout = true
    return cell
  }

  private cell(layer: number): Cell {
    const cell = this.cells[layer]!
    if (!this.isTouched[layer]) {
      this.isTouched[layer] = 1
      this.touched.push(layer)
      Object.assign(cell, NOTHING)
    }
    return cell
  }
}
