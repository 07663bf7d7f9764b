import { chainIdAbove } from '../../oci/chain'
import type { ImageEnd, ImageFacts, LayerFacts } from '../../oci/facts'
import type { SnapshotConflict } from '../../oci/failure'
import type { Snapshot, SnapshotPart } from './snapshot'

/**
 * The first thing in which the facts of a snapshot contradict one another; undefined when they agree. What is told of
 * content (a blob, a layer, a config) holds in all parts, what is told of tags in each by itself.
 */
export function conflictIn({ beside, files, ...own }: Snapshot): SnapshotConflict | undefined {
  const parts: readonly SnapshotPart[] = [own, ...beside]
  const content = new Content()
  const checked: Checked = new Map()
  for (const part of parts) {
    const found =
      tagConflict(part) ??
      firstOf(part.images, (image) => imageConflict(image, checked) ?? content.image(image))
    if (found) return found
    const ends = firstOf(part.ends ?? [], (end) =>
      end.layers ? (endConflict(end, checked) ?? content.layers(end.layers)) : undefined,
    )
    if (ends) return ends
  }
  const listed = new Set<string>()
  return firstOf(files ?? [], ({ diffId }) =>
    listed.size === listed.add(diffId).size ? { about: 'files', digest: diffId } : undefined,
  )
}

function tagConflict({ images, unread }: SnapshotPart): SnapshotConflict | undefined {
  const known = new Set<string>()
  return firstOf([...images, ...unread], ({ reference }) =>
    known.size === known.add(reference).size ? { about: 'same-reference', reference } : undefined,
  )
}

function imageConflict(
  { reference, layers, history }: ImageFacts,
  checked: Checked,
): SnapshotConflict | undefined {
  const layer = wrongChainId(layers, checked)
  if (layer !== undefined) return { about: 'chain-id', reference, layer: layer + 1 }
  let below = -1
  return firstOf(history, (step, index) => {
    if (typeof step.layer !== 'number') return undefined
    if (step.layer >= layers.length)
      return { about: 'step-layer', reference, step: index + 1, layers: layers.length }
    if (step.layer <= below) return { about: 'step-order', reference, step: index + 1 }
    below = step.layer
    return undefined
  })
}

/** Position of the first layer whose chainID is not that of the diffIDs up to it. */
function wrongChainId(layers: readonly LayerFacts[], checked: Checked): number | undefined {
  let below: LayerFacts | undefined
  for (const [index, layer] of layers.entries()) {
    // Most images have most of their chain in common with another.
    if (checked.get(layer) !== (below ?? null)) {
      if (layer.chainId !== chainIdAbove(below?.chainId, layer.diffId)) return index
      checked.set(layer, below ?? null)
    }
    below = layer
  }
  return undefined
}

/** Rows whose chainID was found right above the row below them; null below the base. */
type Checked = Map<LayerFacts, LayerFacts | null>

function endConflict(
  { reference, chainId, layers = [] }: ImageEnd,
  checked: Checked,
): SnapshotConflict | undefined {
  const layer = wrongChainId(layers, checked)
  if (layer !== undefined) return { about: 'chain-id', reference, layer: layer + 1 }
  return layers.at(-1)?.chainId === chainId ? undefined : { about: 'end', reference }
}

/** What a digest names is one thing wherever it is named. */
class Content {
  private readonly blobs = new Map<string, { readonly bytes: number; readonly diffId: string }>()
  private readonly unpacked = new Map<string, number>()
  private readonly configs = new Map<string, ImageFacts>()
  private readonly seen = new Set<LayerFacts>()

  image(image: ImageFacts): SnapshotConflict | undefined {
    const { configDigest, reference, layers } = image
    if (configDigest !== undefined) {
      const other = this.configs.get(configDigest)
      // Equal chainIDs at the top are equal layers below it: each chain was checked.
      if (other && other.layers.at(-1)?.chainId !== layers.at(-1)?.chainId) {
        return { about: 'config-layers', digest: configDigest, reference, other: other.reference }
      }
      this.configs.set(configDigest, image)
    }
    return this.layers(layers, image.stepsFrom === 'config')
  }

  /** @param paired  it is known which history step, and so which size, belongs to which layer */
  layers(layers: readonly LayerFacts[], paired = false): SnapshotConflict | undefined {
    return firstOf(layers, (layer) => {
      if (paired) {
        const found = this.measured(layer)
        if (found) return found
      }
      // The table holds each layer once: most are met again and again.
      if (this.seen.has(layer)) return undefined
      this.seen.add(layer)
      return this.blob(layer)
    })
  }

  private blob({ diffId, blob }: LayerFacts): SnapshotConflict | undefined {
    if (!blob) return undefined
    const { digest, transferBytes } = blob
    const known = this.blobs.get(digest)
    if (!known) this.blobs.set(digest, { bytes: transferBytes, diffId })
    else if (known.bytes !== transferBytes)
      return { about: 'blob-size', digest, one: known.bytes, other: transferBytes }
    else if (known.diffId !== diffId) return { about: 'blob-content', digest }
    return undefined
  }

  /** Blocks are those of one unpacked copy, which the chainID names; file content is the same in each. */
  private measured({ diffId, chainId, unpacked }: LayerFacts): SnapshotConflict | undefined {
    if (unpacked?.exactness !== 'measured') return undefined
    const digest = unpacked.ruler === 'file content' ? diffId : chainId
    const key = `${unpacked.ruler} ${digest}`
    const known = this.unpacked.get(key)
    if (known === undefined) this.unpacked.set(key, unpacked.bytes)
    else if (known !== unpacked.bytes)
      return { about: 'unpacked-size', digest, one: known, other: unpacked.bytes }
    return undefined
  }
}

function firstOf<T>(
  items: readonly T[],
  conflict: (item: T, index: number) => SnapshotConflict | undefined,
): SnapshotConflict | undefined {
  for (const [index, item] of items.entries()) {
    const found = conflict(item, index)
    if (found) return found
  }
  return undefined
}
