import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { contentBytes, onDisk, otherRuler } from '../measures/disk'
import { registryBytes } from '../measures/registry-size'
import { Tally } from '../measures/sum'
import type { RuleId } from '../pull/rules'
import { HeldLayers } from './held-layers'
import { hostLine } from './naive'

/** What deleting tags frees, beside what their lines in the table promise. */
export interface Retention {
  /** Tags that are deleted and tags that stay. */
  readonly deleted: number
  readonly kept: number
  /** Transfer bytes of the blobs that no other tag of the series holds, once the registry collects its garbage. */
  readonly registryFreed: NumberCell
  readonly registryNaive: NumberCell
  readonly registryLeft: NumberCell
  /**
   * Unpacked bytes of the layers (by chainID) that no other tag holds, on a host that holds all tags; with the blobs
   * where the store keeps them.
   */
  readonly hostFreed: NumberCell
  readonly hostNaive: NumberCell
  readonly hostLeft: NumberCell
}

/**
 * What deleting some tags of a series really frees. Only the series is looked at: a blob that an image of another
 * repository holds stays too, where registry or host store both.
 *
 * @param images   all tags of the series
 * @param deleted  positions in `images`; what is no position there is left out, one that comes twice counts once
 * @param rule     of the host's store
 */
export function retention(
  images: readonly ImageFacts[],
  deleted: readonly number[],
  rule: RuleId,
): Retention {
  const positions = new Set(deleted)
  const going = images.filter((_, index) => positions.has(index))
  const staying = images.filter((_, index) => !positions.has(index))
  const [registryFreed, registryLeft] = freed(HeldLayers.onRegistry, going, staying)
  const [unpackedFreed, unpackedLeft] = freed(HeldLayers.onHost, going, staying)
  const [contentFreed, contentLeft] = freed(HeldLayers.onContent, going, staying)
  const registryLines = new Tally()
  const hostLines = new Tally()
  const contentLines = new Tally()
  for (const image of going) {
    registryLines.add(registryBytes(image))
    hostLines.add(...hostLine(image))
    contentLines.add(contentBytes(image))
  }
  const accounting = otherRuler(images)
  const onHost = (unpacked: NumberCell, blobs: NumberCell) => onDisk(rule, unpacked, blobs, accounting)
  return {
    deleted: going.length,
    kept: staying.length,
    registryFreed,
    registryNaive: registryLines.cell(),
    registryLeft,
    hostFreed: onHost(unpackedFreed, contentFreed),
    hostNaive: onHost(hostLines.cell(), contentLines.cell()),
    hostLeft: onHost(unpackedLeft, contentLeft),
  }
}

function freed(
  store: () => HeldLayers,
  going: readonly ImageFacts[],
  staying: readonly ImageFacts[],
): readonly [NumberCell, NumberCell] {
  const left = store()
  for (const image of staying) left.add(image)
  const only = store()
  for (const image of going) only.addBeyond(image, left)
  return [only.cell(), left.cell()]
}
