import type { DiffId } from '../../oci/digest'
import { heldImages } from '../held-images'
import type { ImageSource } from '../source'
import type { SavedLayer } from './file'
import type { SavedImage } from './images'

/** Images that were read from an archive; `path` and `layers` say where their layers still are, if anywhere. */
export interface ArchiveOptions {
  readonly name: string
  readonly images: readonly SavedImage[]
  readonly path?: string | undefined
  readonly layers?: ReadonlyMap<string, SavedLayer> | undefined
}

/** Answers from an image archive. */
export function archiveSource({ name, images, path, layers }: ArchiveOptions): ImageSource {
  const byReference = new Map(images.map((image) => [image.facts.reference, image]))
  return {
    kind: 'archive',
    name,
    ...heldImages({ name, images: images.map(({ facts }) => facts) }),
    async describe() {
      return { kind: 'archive', name }
    },
    ...(path !== undefined &&
      layers && {
        async layers(queries, take) {
          const places = new Map<DiffId, SavedLayer>()
          for (const { image, wanted } of queries) {
            const paths = byReference.get(image.reference)?.layerPaths ?? []
            for (const [index, { diffId }] of image.layers.entries()) {
              const place = layers.get(paths[index] ?? '')
              if (place && wanted.has(diffId)) places.set(diffId, place)
            }
          }
          await Promise.all(
            [...places].map(([diffId, { offset, bytes }]) =>
              take({ diffId, bytes: { kind: 'file', path, offset, bytes } }),
            ),
          )
        },
      }),
  }
}
