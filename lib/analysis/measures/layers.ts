import { exact } from '../cell'
import type { Measure } from './measure'

/** How many layers the image has: its diffIDs, repetitions counted as the engine's limit counts them. */
export const layers: Measure = {
  id: 'layers',
  of: ({ image }) => exact(image.layers.length, 'layers'),
}
