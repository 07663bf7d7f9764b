import type { ImageFacts } from '../../oci/facts'
import { type Cell, exact, type NumberCell, numberCell } from '../cell'
import type { RuleId } from '../pull/rules'
import type { StoragePoint } from '../storage/growth'
import { HeldLayers } from '../storage/held-layers'
import { keepsBlobs, onDisk, otherRuler } from './disk'
import type { TagCellId } from './index'
import { accountingOf } from './local-size'
import { sumOfAll } from './stored'
import { Tally } from './sum'

/** All that a measure of a series may look at. */
export interface SeriesContext {
  /** Of the tags that could be read. */
  readonly images: readonly ImageFacts[]
  /** Cells of the same tags. */
  readonly cells: readonly Partial<Record<TagCellId, Cell>>[]
  /** How many tags could not be read. */
  readonly missing: number
  /** The store's rule in use. */
  readonly rule: RuleId
  /** What is stored once the last of the images is published, where that has been worked out. */
  readonly stored?: Pick<StoragePoint, 'registryBytes' | 'hostBytes' | 'hostContent'> | undefined
}

/** A figure of a whole series. */
export interface SeriesMeasure {
  readonly id: string
  readonly of: (context: SeriesContext) => NumberCell
}

const keptBlobs = heldBy(HeldLayers.onContent, 'hostContent')
const hostDisk = heldBy(HeldLayers.onHost, 'hostBytes')

/** Every figure that a series has. */
export const SERIES_MEASURES = [
  /** Bytes on a registry's disk when it holds all tags: each distinct blob once. */
  { id: 'registry-disk', of: heldBy(HeldLayers.onRegistry, 'registryBytes') },
  /** Unpacked bytes on a host's disk when it holds all tags: each distinct layer (by chainID, as stores keep them) once. */
  { id: 'host-disk', of: hostDisk },
  /** Bytes of the blobs that the host keeps beside them. */
  { id: 'host-content', of: hostContent },
  /** Both together. */
  { id: 'host-total', of: hostTotal },
  /** What adding up the lines of the table suggests: shared blobs counted in every tag. */
  { id: 'naive-registry', of: totalOf(addLines('registry')) },
  /** What adding up the lines of the table suggests: shared layers counted in every tag. */
  { id: 'naive-host', of: totalOf(addLines('local')) },
  { id: 'naive-total', of: totalOf(addLines('disk')) },
] as const satisfies readonly SeriesMeasure[]

export type SeriesCellId = (typeof SERIES_MEASURES)[number]['id']

/** Of all tags or of none: a sum that lacks a tag is no total. */
function totalOf(sum: (context: SeriesContext) => NumberCell): SeriesMeasure['of'] {
  // Asked again for the sum of two.
  const known = new WeakMap<SeriesContext, NumberCell>()
  return (context) => {
    const { missing, images } = context
    const found = known.get(context) ?? sumOfAll(sum(context), missing, images.length + missing)
    known.set(context, found)
    return found
  }
}

function hostContent(context: SeriesContext): NumberCell {
  return keepsBlobs(context.rule) ? keptBlobs(context) : exact(0, 'bytes')
}

function hostTotal(context: SeriesContext): NumberCell {
  const { images, rule } = context
  return onDisk(rule, hostDisk(context), hostContent(context), otherRuler(images))
}

/** What is held of all images at once, as `storedRegistry` and `storedHost` count it tag by tag. */
function heldBy(
  disk: () => HeldLayers,
  figure: keyof NonNullable<SeriesContext['stored']>,
): SeriesMeasure['of'] {
  return totalOf(({ images, stored }) => {
    if (stored) return stored[figure]
    const held = disk()
    for (const image of images) held.add(image)
    return held.cell()
  })
}

function addLines(id: 'registry' | 'local' | 'disk') {
  return ({ images, cells }: SeriesContext): NumberCell => {
    const tally = new Tally()
    for (const [index, { [id]: found }] of cells.entries()) {
      const [cell, image] = [numberCell(found), images[index]]
      if (cell && image) {
        tally.add(cell, id !== 'registry' ? accountingOf(image) : undefined)
      }
    }
    return tally.cell()
  }
}
