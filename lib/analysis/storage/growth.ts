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
  /** Distinct blobs of the same tags, in transfer bytes, where the store keeps them; 0 where it does not. */
  readonly hostContent: NumberCell
  /** Layers and blobs together. */
  readonly hostTotal: NumberCell
}

/** The figures of a point. */
export type StorageFigure =
  | 'registryBytes'
  | 'registryNaive'
  | 'hostBytes'
  | 'hostNaive'
  | 'hostContent'
  | 'hostTotal'

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
  const registry = HeldLayers.onRegistry()
  const host = HeldLayers.onHost()
  const content = keepsBlobs(rule) ? HeldLayers.onContent() : undefined
  const registryLines = new Tally()
  const hostLines = new Tally()
  return images.map((image, index) => {
    registry.add(image)
    registryLines.add(registryBytes(image))
    host.add(image)
    content?.add(image)
    hostLines.add(...hostLine(image))
    const gone = images[index - keep]
    if (gone) {
      host.remove(gone)
      content?.remove(gone)
      hostLines.remove(...hostLine(gone))
    }
    const hostBytes = host.cell()
    const hostContent = content?.cell() ?? exact(0, 'bytes')
    return {
      reference: image.reference,
      kept: Math.min(keep, index + 1),
      keep,
      registryBytes: registry.cell(),
      registryNaive: registryLines.cell(),
      hostBytes,
      hostNaive: hostLines.cell(),
      hostContent,
      hostTotal: onDisk(rule, hostBytes, hostContent, accountingOf(image)),
    }
  })
}
