import type { ImageFacts, SizeAccounting } from '../../oci/facts'
import { mostLayers } from '../../oci/steps'
import { exact, type NumberCell } from '../cell'
import type { Measure } from './measure'
import { sumLayers } from './sum'

/**
 * Unpacked bytes of the image on a host: the sum over its layers, as `docker images` prints it on a classic
 * store. Taken from per-layer figures and never from the engine's `Size`, which counts differently on the two
 * stores (README, "How figures are computed").
 */
export const localSize = {
  id: 'local',
  unit: 'bytes',
  perBasis: false,
  column: 'local',
  cards: ['total'],
  optional: false,
  sortable: true,
  smallestIsBest: true,
  series: { total: 'host-disk', naive: 'naive-host' },
  bytesOf: 'unpacked',
  topic: 'local',
  formula: 'Σ unpacked(layer)',
  sources: ['layer'],
} as const satisfies Measure

/**
 * The sum over layers; over history steps where steps could not be paired with layers, unless the history names fewer
 * layers than the image has: the engine then leaves out those above (moby daemon/images/image_history.go).
 *
 * @param cell  the sum over layers, where it is known already
 */
export function localBytes(image: ImageFacts, cell = sumLayers(image.layers, 'unpacked', image)): NumberCell {
  if (cell.kind !== 'unknown' || cell.why.code !== 'unpaired') return cell
  const steps = image.history.map((step) => step.unpackedBytes)
  if ((image.historyLayers ?? mostLayers(image.history)) < image.layers.length) return cell
  if (steps.length === 0 || steps.some((bytes) => bytes === undefined)) return cell
  return exact(
    steps.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
    'bytes',
  )
}

/** What the figure of `localBytes` counts; undefined when no host reported a layer's size. */
export function accountingOf({ layers }: ImageFacts): SizeAccounting | undefined {
  return layers.find((layer) => layer.unpacked)?.unpacked?.ruler
}
