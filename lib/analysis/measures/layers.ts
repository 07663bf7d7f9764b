import { exact, type NumberCell } from '../cell'
import type { Measure, TagContext } from './measure'

/** How many layers the image has: its diffIDs, repetitions counted as the engine's limit counts them. */
export const layers = {
  id: 'layers',
  unit: 'layers',
  perBasis: false,
  column: 'layers',
  cards: ['total', 'cached', 'uncached'],
  optional: false,
  sortable: true,
  smallestIsBest: true,
  topic: 'layers',
  formula: 'count(rootfs.diff_ids)',
  sources: ['config'],
} as const satisfies Measure

export const layersOf = ({ image }: TagContext): NumberCell => exact(image.layers.length, 'layers')
