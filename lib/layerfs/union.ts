import type { Entry, EntryKind, IndexedLayer } from './entry'
import { NONE, ROOT } from './name-tree'
import { packLayer } from './packed'
import { type HiddenHow, TooManyPathsError, UnionColumns } from './union-columns'

/** Content that one layer stores once, however many names (hard links) it has. */
export interface Content {
  readonly id: number
  /** Position of the layer, base first. */
  readonly layer: number
  readonly bytes: number
  readonly hash?: string | undefined
  /** Names under which a container sees it; 0 when it is hidden. */
  readonly names: number
}

/** What one layer put at one path. */
export interface Version {
  readonly id: number
  readonly layer: number
  readonly kind: EntryKind
  readonly contentBytes: number
  /** Made each time that it is asked for. */
  readonly entry: Entry
  /** For files and hard links. */
  readonly content?: Content | undefined
  /** Set when a later entry took it out of sight. */
  readonly hidden?: { readonly layer: number; readonly how: HiddenHow } | undefined
}

/** One path with everything that ever stood there: a look at a union's numbers. */
export interface UnionNode {
  readonly id: number
  readonly name: string
  readonly parent?: UnionNode | undefined
  /** In the order in which they came. */
  children(): Iterable<UnionNode>
  child(name: string): UnionNode | undefined
  /** In the order in which they came. */
  readonly versions: readonly Version[]
  /** What a container sees here; absent when nothing, and for a directory that no layer has an entry for. */
  readonly visible?: Version | undefined
  /** A container sees something here: `visible`, or a directory that only its content implies. */
  readonly present: boolean
  /** Layers that deleted what stood here: by a whiteout of this path, or of all that is in it by an opaque marker. */
  readonly whiteouts?: readonly number[] | undefined
}

/** Paths of one union, implied directories among them: more layers are not laid over one another. */
const MOST_NODES = 2_000_000

/**
 * Lays layers over one another as overlay does.
 *
 * @param layers  base first
 * @param most    paths that it may have
 * @throws TooManyPathsError
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md: a layer's whiteouts hide what is in the
 *      layers below, never what is in the layer itself, wherever they are in its tar
 * @see moby pkg/archive/diff.go (`UnpackLayer`), containerd pkg/archive/tar.go (`applyNaive`): a parent that is not
 *      there is made, of a whiteout too
 */
export function unionOf(layers: readonly IndexedLayer[], most = MOST_NODES): Union {
  const packed = layers.map(packLayer)
  // Layers write paths of others again: so many entries may have fewer paths.
  if (packed.reduce((sum, { entries }) => sum + entries.length, 0) > 2 * most)
    throw new TooManyPathsError(most)
  const union = new Union(packed, most)
  for (const layer of packed.keys()) union.lay(layer)
  return union
}

/**
 * What layers make together, with looks at single nodes, versions and contents of its columns, for what needs few of
 * them.
 */
export class Union extends UnionColumns {
  get root(): UnionNode {
    return this.nodeOf(ROOT)
  }

  /** Content that each layer stores, per layer, base first: made when it is asked for. */
  get contents(): readonly (readonly Content[])[] {
    const all = Array.from({ length: this.layers }, (): Content[] => [])
    for (let id = 0; id < this.contentCount; id++) {
      const content = this.contentOf(id)
      all[content.layer]!.push(content)
    }
    return all
  }

  nodeOf(id: number): UnionNode {
    return new Node(this, id)
  }

  versionOf(id: number): Version {
    return new Put(this, id)
  }

  contentOf(id: number): Content {
    return {
      id,
      layer: this.layerOfVersion(this.fileOfContent(id)),
      bytes: this.bytesOf(id),
      hash: this.hashOf(id),
      names: this.namesOfContent(id),
    }
  }
}

class Put implements Version {
  constructor(
    private readonly union: Union,
    readonly id: number,
  ) {}

  get layer(): number {
    return this.union.layerOfVersion(this.id)
  }

  get kind(): EntryKind {
    return this.union.kindOf(this.id)
  }

  get contentBytes(): number {
    return this.union.contentBytesOf(this.id)
  }

  get entry(): Entry {
    return this.union.entryIn(this.id)
  }

  get content(): Content | undefined {
    const content = this.union.contentIn(this.id)
    return content === NONE ? undefined : this.union.contentOf(content)
  }

  get hidden(): Version['hidden'] {
    const layer = this.union.hiddenByOf(this.id)
    return layer === NONE ? undefined : { layer, how: this.union.howOf(this.id) }
  }
}

class Node implements UnionNode {
  constructor(
    private readonly union: Union,
    readonly id: number,
  ) {}

  get name(): string {
    return this.union.names.nameOf(this.id)
  }

  get parent(): UnionNode | undefined {
    return this.id === ROOT ? undefined : this.union.nodeOf(this.union.names.parentOf(this.id))
  }

  *children(): Generator<UnionNode> {
    const { names } = this.union
    for (let id = names.firstOf(this.id); id !== NONE; id = names.nextOf(id)) yield this.union.nodeOf(id)
  }

  child(name: string): UnionNode | undefined {
    const id = this.union.names.childOf(this.id, name)
    return id === NONE ? undefined : this.union.nodeOf(id)
  }

  get versions(): readonly Version[] {
    const found: Version[] = []
    for (let id = this.union.firstVersionOf(this.id); id !== NONE; id = this.union.nextVersionOf(id))
      found.push(this.union.versionOf(id))
    return found
  }

  get visible(): Version | undefined {
    const visible = this.union.visibleOf(this.id)
    return visible === NONE ? undefined : this.union.versionOf(visible)
  }

  get present(): boolean {
    return this.union.isPresent(this.id)
  }

  get whiteouts(): readonly number[] | undefined {
    return this.union.whiteoutsOf(this.id)
  }
}
