import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import type { Cell } from '../cell'
import { ownLayers, type PullPlan } from '../pull/plan'
import { cachedImages, cachedImagesOf } from './cached-images'
import { compression, compressionOf } from './compression'
import { diskBytesOf, diskSize } from './disk'
import { downloadCached, downloadCachedOf, downloadUncached, downloadUncachedOf } from './download'
import { growth, growthOf } from './growth'
import { layers, layersOf } from './layers'
import { localBytes, localSize } from './local-size'
import type { CellOf, ImageSizes, Measure, TagContext } from './measure'
import { registryBytes, registrySize } from './registry-size'
import { releasesLeft, releasesLeftOf } from './releases-left'
import { shareWithPrevious, shareWithPreviousOf } from './share'
import { storedHost, storedHostOf, storedRegistry, storedRegistryOf } from './stored'
import { sumLayers } from './sum'

/** Every figure that a tag has, in the order of the tables. Ids, columns, sorting and help are read from it. */
export const MEASURES = [
  layers,
  localSize,
  diskSize,
  registrySize,
  downloadUncached,
  downloadCached,
  cachedImages,
  shareWithPrevious,
  releasesLeft,
  growth,
  storedRegistry,
  storedHost,
  compression,
] as const satisfies readonly Measure[]

/** How each is computed: a list of its own, which no browser loads. */
const CELLS: Readonly<Record<MeasureId, CellOf>> = {
  layers: layersOf,
  local: ({ sizes }) => sizes.local,
  disk: diskBytesOf,
  registry: ({ image, sizes }) =>
    ownLayers(image.layers) === image.layers ? sizes.distinct.transfer : registryBytes(image),
  uncached: downloadUncachedOf,
  cached: downloadCachedOf,
  'cached-images': cachedImagesOf,
  share: shareWithPreviousOf,
  'releases-left': releasesLeftOf,
  growth: growthOf,
  'registry-so-far': storedRegistryOf,
  'host-so-far': storedHostOf,
  compression: compressionOf,
}

type AnyMeasure = (typeof MEASURES)[number]
type MeasureId = AnyMeasure['id']

/** A table of the comparison. */
export type CardId = AnyMeasure['cards'][number]

/** Ids of a tag's cells: the measure's, with the basis behind it where it has a cell a basis. */
export type TagCellId =
  | Extract<AnyMeasure, { perBasis: false }>['id']
  | `${Extract<AnyMeasure, { perBasis: true }>['id']}:${Basis}`

/** The cell that a measure has in a basis. */
export function tagCellId(measure: AnyMeasure, basis: Basis): TagCellId {
  return measure.perBasis ? `${measure.id}:${basis}` : measure.id
}

const BASES: readonly Basis[] = ['transfer', 'unpacked']

/** All figures of a tag. */
export function cellsOf(context: TagContext): Partial<Record<TagCellId, Cell>> {
  const cells: Partial<Record<TagCellId, Cell>> = {}
  columns ??= columnsOf()
  for (const { id, of, basis } of columns) cells[id] = of(context, basis)
  return cells
}

interface CellColumn {
  readonly id: TagCellId
  readonly of: CellOf
  readonly basis: Basis
}

/** Made when first asked for, so that a browser which shows figures leaves it out with what computes them. */
let columns: readonly CellColumn[] | undefined

function columnsOf(): readonly CellColumn[] {
  return MEASURES.flatMap((measure) =>
    // Both are the same cell where there is none a basis: it is computed once.
    (measure.perBasis ? BASES : BASES.slice(1)).map((basis) => ({
      id: tagCellId(measure, basis),
      of: CELLS[measure.id],
      basis,
    })),
  )
}

/** What the figures of an image, and of the tag after it, start from. @param freshPull  by a host that holds nothing */
export function sizesOf(image: ImageFacts, freshPull: PullPlan): ImageSizes {
  const { fetched } = freshPull
  const distinct = sumLayers(fetched, 'unpacked', image)
  const isDistinct = fetched.length === image.layers.length
  const unpacked = isDistinct ? distinct : sumLayers(image.layers, 'unpacked', image)
  return {
    distinct: { transfer: sumLayers(fetched, 'transfer', image), unpacked: distinct },
    unpacked,
    local: localBytes(image, unpacked),
  }
}
