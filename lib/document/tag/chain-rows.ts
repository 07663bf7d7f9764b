import type { ChainLayer, ChainReport, ParentReport } from '../../analysis/chain-report'
import type { ImageReport, LayerReport } from '../../analysis/report'
import type { Scale } from '../../link/tag-state'
import { type Instruction, parseInstruction } from '../../oci/instruction'

/** One line of the chain: a step with the layer that it made, if any, and the image that a classic builder kept. */
export interface ChainRow {
  /** Number of the step, from 1; absent for a layer that no step could be paired with. */
  readonly step?: number | undefined
  readonly instruction?: Instruction | undefined
  readonly created?: string | undefined
  readonly comment?: string | undefined
  readonly image?: ParentReport | undefined
  readonly layer?: RowLayer | undefined
}

export interface RowLayer {
  /** Position in the chain, base 0. */
  readonly position: number
  /** Position in the report's table of layers, which gives it its colour. */
  readonly identity: number
  readonly report: LayerReport
  /** Absent until the chain has been asked for. */
  readonly chain?: ChainLayer | undefined
}

/** The chain from the base up; steps and layers apart when they could not be paired, layers alone then. */
export function chainRows(report: ImageReport, chain: ChainReport | undefined): readonly ChainRow[] {
  const layers = layersOf(report, chain)
  const parents = new Map(chain?.parents.map((image) => [image.id, image]))
  if (report.tag.image?.stepsFrom === 'unpaired' || report.history.length === 0) {
    return layers.map((layer) => ({ layer }))
  }
  return report.history.map(({ createdBy, created, comment, layer, imageId }, index) => ({
    step: index + 1,
    instruction: parseInstruction(createdBy),
    created,
    comment,
    image: imageId === undefined ? undefined : parents.get(imageId),
    layer: typeof layer === 'number' ? layers[layer] : undefined,
  }))
}

/** The values of `chain.historyLayers`, where the config's history names more or fewer layers than the image has. */
export function historyMismatch({ tag: { image } }: Pick<ImageReport, 'tag'>) {
  if (image?.historyLayers === undefined) return undefined
  const { historyLayers: named, layers } = image
  return { named, layers: layers.length }
}

function layersOf({ tag, layers }: ImageReport, chain: ChainReport | undefined): readonly RowLayer[] {
  return (tag.image?.layers ?? []).flatMap((identity, position): RowLayer[] => {
    const report = layers[identity]
    return report ? [{ position, identity, report, chain: chain?.layers[position] }] : []
  })
}

/** The bytes by which a band is drawn: unpacked ones, else those of its transfer. */
export function drawnBytes({ report, chain }: RowLayer): number {
  return report.unpackedBytes ?? chain?.storedBytes ?? report.transferBytes ?? 0
}

/** Height of all bands together, and of the thinnest. */
const HEIGHT = 420
const THINNEST = 4

/** Heights of bands in pixels, in the order given. */
export function bandHeights(bytes: readonly number[], scale: Scale): readonly number[] {
  const weights = bytes.map((count) => weightOf(count, scale))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Math.max(THINNEST, sum === 0 ? THINNEST : (HEIGHT * weight) / sum))
}

function weightOf(bytes: number, scale: Scale): number {
  if (scale === 'equal') return 1
  // A kilobyte more or less is none to see on either.
  return scale === 'linear' ? bytes : Math.log2(1 + bytes / 1024)
}
