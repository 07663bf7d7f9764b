import type { ImageFacts } from '../../oci/facts'
import { exact, type NumberCell } from '../cell'
import { keepsBlobs, onDisk } from '../measures/disk'
import { accountingOf } from '../measures/local-size'
import { registryBytes } from '../measures/registry-size'
import { Tally } from '../measures/sum'
import type { RuleId } from '../pull/rules'
import { HeldLayers } from './held-layers'
import { hostLine } from './naive'

/** What is stored once a tag of a series was published. */
export interface StoredPoint {
  /** Tags that the host holds now, of `keep` at most. */
  readonly kept: number
  readonly keep: number
  /** Distinct blobs of this tag and all before it, in transfer bytes; configs and manifests left out. */
  readonly registryBytes: NumberCell
  /** Distinct layers (by chainID, as a classic store keeps them) of the last `keep` tags, unpacked. */
  readonly hostBytes: NumberCell
  /** Distinct blobs of the same tags, in transfer bytes, where the store keeps them; 0 where it does not. */
  readonly hostContent: NumberCell
  /** Layers and blobs together. */
  readonly hostTotal: NumberCell
}

/** The same, beside what the tags' lines suggest. */
export interface StoragePoint extends StoredPoint {
  readonly reference: string
  /** The tags' registry sizes added up, as the articles' table suggests: shared blobs counted in each. */
  readonly registryNaive: NumberCell
  /** The tags' local sizes added up. */
  readonly hostNaive: NumberCell
}

/**
 * How storage grows as a series is published: one point a tag, in the same order. Layers are counted as they come
 * and go, so time grows with tags × layers.
 *
 * @param images  first to last release; an image that comes twice counts once, but twice in the naive sums
 * @param keep    how many of the last tags a host keeps: whole, 0 or more, `Infinity` for all of them
 * @param rule    of the host's store
 */
export function storageGrowth(
  images: readonly ImageFacts[],
  keep: number,
  rule: RuleId,
): readonly StoragePoint[] {
  const publish = publishing(keep, rule)
  const registryLines = new Tally()
  const hostLines = new Tally()
  return images.map((image, index) => {
    const gone = images[index - keep]
    registryLines.add(registryBytes(image))
    hostLines.add(...hostLine(image))
    if (gone) hostLines.remove(...hostLine(gone))
    return {
      ...publish(image, gone),
      reference: image.reference,
      registryNaive: registryLines.cell(),
      hostNaive: hostLines.cell(),
    }
  })
}

/** Says of one image after another what is stored once it is published. @returns a function of it and of the one that the host then lets go */
export function publishing(keep: number, rule: RuleId) {
  const registry = HeldLayers.onRegistry()
  const leaves = Number.isFinite(keep)
  const host = HeldLayers.onHost(leaves)
  const content = keepsBlobs(rule) ? HeldLayers.onContent(leaves) : undefined
  let published = 0
  return (image: ImageFacts, gone?: ImageFacts): StoredPoint => {
    published++
    registry.add(image)
    host.add(image)
    content?.add(image)
    if (gone) {
      host.remove(gone)
      content?.remove(gone)
    }
    const hostBytes = host.cell()
    const hostContent = content?.cell() ?? exact(0, 'bytes')
    return {
      kept: Math.min(keep, published),
      keep,
      registryBytes: registry.cell(),
      hostBytes,
      hostContent,
      hostTotal: onDisk(rule, hostBytes, hostContent, accountingOf(image)),
    }
  }
}
