import { z } from 'zod'
import type { ImageFacts } from '../../oci/facts'
import { imageParts, layer, step } from './fields'

/** Facts of one image as JSON, with its layers and steps in full: what the cache keeps. */
export const imageFacts: z.ZodType<ImageFacts> = z
  .object({ ...imageParts, reference: z.string(), layers: z.array(layer), history: z.array(step) })
  .refine(namesItsLayers, { path: ['history'], message: 'a step names a layer that is not there' })

function namesItsLayers({ layers, history }: Pick<ImageFacts, 'layers' | 'history'>): boolean {
  return history.every((one) => typeof one.layer !== 'number' || one.layer < layers.length)
}
