import { chainIdAbove } from '../../oci/chain'
import type { ImageEnd, ImageFacts, LayerFacts } from '../../oci/facts'
import type { SnapshotConflict } from '../../oci/failure'
import type { Snapshot, SnapshotPart } from './snapshot'

/**
 * The first thing in which the facts of a snapshot contradict one another; undefined when they agree. What is said of
 * content (a blob, a layer, a config) holds in all parts, what is said of tags in each by itself.
 */
export function conflictIn({ beside, files, ...own }: Snapshot): SnapshotConflict | undefined {
  const facts = new Facts()
  const parts: readonly SnapshotPart[] = [own, ...beside]
  for (const { images, unread, ends = [] } of parts) {
    const tags = [...images, ...unread].map(({ reference }) => reference)
    for (const reference of repeated(tags)) facts.found({ about: 'same-reference', reference })
    for (const image of images) facts.image(image)
    for (const end of ends) facts.end(end)
    if (facts.conflict) return facts.conflict
  }
  for (const digest of repeated(files?.map(({ diffId }) => diffId) ?? [])) {
    facts.found({ about: 'files', digest })
  }
  return facts.conflict
}

function repeated(names: readonly string[]): readonly string[] {
  const known = new Set<string>()
  return names.filter((name) => known.size === known.add(name).size)
}

/** What a digest names is one thing wherever it is named. */
class Facts {
  conflict: SnapshotConflict | undefined
  /** Layers whose chainID was found right above the layer below them; null below the base. */
  private readonly chained = new Map<LayerFacts, LayerFacts | null>()
  private readonly blobs = new Map<string, { readonly bytes?: number | undefined; readonly diffId: string }>()
  private readonly unpacked = new Map<string, number>()
  private readonly configs = new Map<string, ImageFacts>()
  private readonly seen = new Set<LayerFacts>()

  /** Only the first counts: what is found after it may follow from it. */
  found(conflict: SnapshotConflict): void {
    this.conflict ??= conflict
  }

  image(image: ImageFacts): void {
    const { configDigest, reference, layers, history } = image
    this.chain(reference, layers)
    let below = -1
    for (const [index, { layer }] of history.entries()) {
      if (typeof layer !== 'number') continue
      const step = index + 1
      if (layer >= layers.length) this.found({ about: 'step-layer', reference, step, layers: layers.length })
      if (layer <= below) this.found({ about: 'step-order', reference, step })
      below = layer
    }
    if (configDigest !== undefined) {
      const other = this.configs.get(configDigest)
      // Equal chainIDs at the top are equal layers below it: each chain was checked.
      if (other && other.layers.at(-1)?.chainId !== layers.at(-1)?.chainId) {
        this.found({ about: 'config-layers', digest: configDigest, reference, other: other.reference })
      }
      this.configs.set(configDigest, image)
    }
    this.layers(layers, image.stepsFrom === 'config')
  }

  end({ imageId = '', reference = imageId, chainId, layers }: ImageEnd): void {
    if (!layers) return
    this.chain(reference, layers)
    if (layers.at(-1)?.chainId !== chainId) this.found({ about: 'end', reference })
    this.layers(layers)
  }

  private chain(reference: string, layers: readonly LayerFacts[]): void {
    let below: LayerFacts | undefined
    for (const [index, layer] of layers.entries()) {
      // Most images have most of their chain in common with another.
      if (this.chained.get(layer) !== (below ?? null)) {
        if (layer.chainId !== chainIdAbove(below?.chainId, layer.diffId)) {
          this.found({ about: 'chain-id', reference, layer: index + 1 })
        }
        this.chained.set(layer, below ?? null)
      }
      below = layer
    }
  }

  /** @param paired  it is known which history step, and so which size, belongs to which layer */
  private layers(layers: readonly LayerFacts[], paired = false): void {
    for (const layer of layers) {
      if (paired) this.measured(layer)
      // The table holds each layer once: most are met again and again.
      if (this.seen.has(layer)) continue
      this.seen.add(layer)
      if (layer.blob) this.blob(layer.diffId, layer.blob)
    }
  }

  private blob(diffId: string, { digest, transferBytes }: NonNullable<LayerFacts['blob']>): void {
    const { bytes = transferBytes, diffId: other } = this.blobs.get(digest) ?? { diffId }
    if (bytes !== undefined && transferBytes !== undefined && bytes !== transferBytes) {
      this.found({ about: 'blob-size', digest, one: bytes, other: transferBytes })
    }
    if (other !== diffId) this.found({ about: 'blob-content', digest })
    this.blobs.set(digest, { bytes, diffId: other })
  }

  /** Blocks are those of one unpacked copy, which the chainID names; content and tar are the same in each. */
  private measured({ diffId, chainId, unpacked }: LayerFacts): void {
    if (unpacked?.exactness !== 'measured') return
    const digest = unpacked.ruler === 'disk blocks' ? chainId : diffId
    const key = `${unpacked.ruler} ${digest}`
    const one = this.unpacked.get(key) ?? unpacked.bytes
    if (one !== unpacked.bytes) this.found({ about: 'unpacked-size', digest, one, other: unpacked.bytes })
    this.unpacked.set(key, one)
  }
}
