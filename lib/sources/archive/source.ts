import type { DiffId } from '../../oci/digest'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, parseReference } from '../../oci/reference'
import { type ImageSource, type LayersQuery, SourceError } from '../source'
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
  const byRepository = new Map<string, string[]>()
  for (const { facts } of images) {
    const parsed = parseReference(facts.reference)
    if (parsed?.tag === undefined) continue
    const repository = formatRepository(parsed)
    byRepository.set(repository, [...(byRepository.get(repository) ?? []), parsed.tag])
  }
  const notFound = (what: string) => new SourceError({ code: 'not-found', at: name, what })

  return {
    kind: 'archive',
    name,
    async describe() {
      return { kind: 'archive', name }
    },
    async repositories() {
      return [...byRepository].map(([repository, tags]) => ({ repository, tags: tags.length }))
    },
    async tags(repository) {
      const tags = byRepository.get(formatRepository(repository))
      if (!tags) throw notFound(formatRepository(repository))
      return [...new Set(tags)].map((tag) => ({ tag }))
    },
    async image({ reference, platform }) {
      const key = formatReference({ ...reference, tag: reference.tag ?? 'latest' })
      const found = byReference.get(key)?.facts
      if (!found) throw notFound(key)
      const own = found.platform
      if (platform && own && (own.os !== platform.os || own.architecture !== platform.architecture)) {
        const wanted = formatPlatform(platform)
        throw new SourceError({ code: 'no-platform', at: name, wanted, offered: [formatPlatform(own)] })
      }
      return found
    },
    async ends() {
      return images.flatMap(({ facts: { reference, layers: own } }) => {
        const top = own.at(-1)
        return top ? [{ reference, chainId: top.chainId, layers: own }] : []
      })
    },
    ...(path !== undefined &&
      layers && {
        async layers(queries, take) {
          const places = placesOf(queries, byReference, layers)
          await Promise.all(
            [...places].map(([diffId, { offset, bytes }]) =>
              take({ diffId, bytes: { kind: 'file', path, offset, bytes } }),
            ),
          )
        },
      }),
  }
}

function placesOf(
  queries: readonly LayersQuery[],
  images: ReadonlyMap<string, SavedImage>,
  layers: ReadonlyMap<string, SavedLayer>,
): ReadonlyMap<DiffId, SavedLayer> {
  const places = new Map<DiffId, SavedLayer>()
  for (const { image, wanted } of queries) {
    const paths = images.get(image.reference)?.layerPaths ?? []
    for (const [index, { diffId }] of image.layers.entries()) {
      const place = layers.get(paths[index] ?? '')
      if (place && wanted.has(diffId)) places.set(diffId, place)
    }
  }
  return places
}
