import type { ImageFacts } from '../../oci/facts'
import { type Cell, exact, type NumberCell, unknown } from '../cell'
import { blobKey, ownLayers } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import { keepsBlobs, onDisk } from './disk'
import type { TagCellId } from './index'
import { accountingOf } from './local-size'
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
}

/** A figure of a whole series. */
export interface SeriesMeasure {
  readonly id: string
  readonly of: (context: SeriesContext) => NumberCell
}

const keptBlobs = totalOf(addBlobs(({ layers }) => layers))
const hostDisk = totalOf(addChains)

/** Every figure that a series has. */
export const SERIES_MEASURES = [
  /** Bytes on a registry's disk when it holds all tags: each distinct blob once. */
  { id: 'registry-disk', of: totalOf(addBlobs(({ layers }) => ownLayers(layers))) },
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
function totalOf(add: (tally: Tally, context: SeriesContext) => void): SeriesMeasure['of'] {
  // Asked again for the sum of two.
  const known = new WeakMap<SeriesContext, NumberCell>()
  return (context) => {
    const found = known.get(context) ?? sum(context)
    known.set(context, found)
    return found
  }
  function sum(context: SeriesContext): NumberCell {
    const tally = new Tally()
    add(tally, context)
    const cell = tally.cell()
    const { missing, images } = context
    if (cell.kind === 'unknown' || missing === 0) return cell
    return unknown('bytes', { code: 'incomplete', data: { missing, total: images.length + missing } })
  }
}

function hostContent(context: SeriesContext): NumberCell {
  return keepsBlobs(context.rule) ? keptBlobs(context) : exact(0, 'bytes')
}

function hostTotal(context: SeriesContext): NumberCell {
  const { images, rule } = context
  const accounting = images.some((image) => accountingOf(image) === 'file content')
    ? 'file content'
    : undefined
  return onDisk(rule, hostDisk(context), hostContent(context), accounting)
}

/** @param layersOf  an image's layers that are stored: a registry has none that come from elsewhere */
function addBlobs(layersOf: (image: ImageFacts) => ImageFacts['layers']) {
  return (tally: Tally, { images }: SeriesContext): void => {
    const found = new Set<string>()
    for (const image of images) {
      for (const layer of layersOf(image)) {
        const key = blobKey(layer)
        if (found.has(key)) continue
        found.add(key)
        tally.addLayer(layer, 'transfer', image)
      }
    }
  }
}

/** From the top down to the first layer that is known: a chainID that is known has everything below it known. */
function addChains(tally: Tally, { images }: SeriesContext): void {
  const found = new Set<string>()
  for (const image of images) {
    for (let index = image.layers.length - 1; index >= 0; index--) {
      const layer = image.layers[index]!
      if (found.has(layer.chainId)) break
      found.add(layer.chainId)
      tally.addLayer(layer, 'unpacked', image)
    }
  }
}

function addLines(id: 'registry' | 'local' | 'disk') {
  return (tally: Tally, { images, cells }: SeriesContext): void => {
    for (const [index, { [id]: cell }] of cells.entries()) {
      const image = images[index]
      if (cell && image && cell.kind !== 'images' && cell.unit !== 'images') {
        tally.add(cell, id !== 'registry' ? accountingOf(image) : undefined)
      }
    }
  }
}
