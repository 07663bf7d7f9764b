import type { ImageFacts } from '../../oci/facts'
import { type MadeLayer, madeImage } from '../compare/facts.testing'

export const layer = (name: string, unpacked?: number, transfer?: number): MadeLayer => ({
  name,
  unpacked,
  transfer,
})
export const tagged = (...tags: MadeLayer[][]) =>
  tags.map((layers, index) => ({
    tag: `${index + 1}`,
    image: madeImage(`localhost:5000/team/app:${index + 1}`, layers),
  }))
export const sizes = ({ layers }: ImageFacts) =>
  layers.map(({ unpacked, blob }) => [unpacked?.bytes, blob?.transferBytes])
export const steps = ({ history }: ImageFacts) =>
  history.map(({ createdBy, layer: of }) => `${of} ${createdBy}`)
