import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { registryBytes } from '../measures/registry-size'
import { Tally } from '../measures/sum'
import { HeldLayers } from './held-layers'
import { hostLine } from './naive'

/** What is stored once a tag of a series was published. */
export interface StoragePoint {
  readonly reference: string
  /** Tags that the host holds now, of `keep` at most. */
  readonly kept: number
  readonly keep: number
  /** Distinct blobs of this tag and all before it, in transfer bytes; configs and manifests left out. */
  readonly registryBytes: NumberCell
  /** The same tags' registry sizes added up, as the articles' table suggests: shared blobs counted in each. */
  readonly registryNaive: NumberCell
  /** Distinct layers (by chainID, as a classic store keeps them) of the last `keep` tags, unpacked. */
  readonly hostBytes: NumberCell
  /** The same tags' local sizes added up. */
  readonly hostNaive: NumberCell
}

/** The figures of a point. */
export type StorageFigure = 'registryBytes' | 'registryNaive' | 'hostBytes' | 'hostNaive'

/**
 * How storage grows as a series is published: one point a tag, in the same order. Layers are counted as they come
 * and go, so time grows with tags × layers.
 *
 * @param images  first to last release; an image that comes twice counts once, but twice in the naive sums
 * @param keep    how many of the last tags a host keeps: whole, 0 or more, `Infinity` for all of them
 */
export function storageGrowth(images: readonly ImageFacts[], keep: number): readonly StoragePoint[] {
  const registry = HeldLayers.onRegistry()
  const host = HeldLayers.onHost()
  const registryLines = new Tally()
  const hostLines = new Tally()
  return images.map((image, index) => {
    registry.add(image)
    registryLines.add(registryBytes(image))
    host.add(image)
    hostLines.add(...hostLine(image))
    const gone = images[index - keep]
    if (gone) {
      host.remove(gone)
      hostLines.remove(...hostLine(gone))
    }
    return {
      reference: image.reference,
      kept: Math.min(keep, index + 1),
      keep,
      registryBytes: registry.cell(),
      registryNaive: registryLines.cell(),
      hostBytes: host.cell(),
      hostNaive: hostLines.cell(),
    }
  })
}
