import type { ImageEnd, ImageFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { formatReference, formatRepository, parseReference } from '../oci/reference'
import { type ImageSource, isFor, noPlatform, SourceError, type TagEntry } from './source'

interface Held {
  /** The source's. */
  readonly name: string
  readonly images: readonly ImageFacts[]
  readonly unread?: readonly { readonly reference: string; readonly failure: SourceFailure }[]
  /** What a list says of a tag. */
  entryOf?(reference: string, image: ImageFacts | undefined): Omit<TagEntry, 'tag'>
}

/** Answers of a source that has all of its images at hand; no I/O. */
export function heldImages({ name, images, unread = [], entryOf }: Held) {
  const held = new Map(images.map((image) => [image.reference, image]))
  const failures = new Map(unread.map(({ reference, failure }) => [reference, failure]))
  const tags = new Map<string, TagEntry[]>()
  for (const key of new Set([...held.keys(), ...failures.keys()])) {
    const reference = parseReference(key)
    if (!reference?.tag) continue
    const repository = formatRepository(reference)
    const entries = tags.get(repository) ?? []
    entries.push({ tag: reference.tag, ...entryOf?.(key, held.get(key)) })
    tags.set(repository, entries)
  }
  const notFound = (what: string) => new SourceError({ code: 'not-found', at: name, what })
  return {
    async repositories() {
      return [...tags].map(([repository, entries]) => ({ repository, tags: entries.length }))
    },
    async tags(repository) {
      const found = tags.get(formatRepository(repository))
      if (!found) throw notFound(formatRepository(repository))
      return found
    },
    async image({ reference, platform }) {
      const key = formatReference({ ...reference, tag: reference.tag ?? 'latest' })
      const found = held.get(key)
      const failure = failures.get(key)
      if (!found) throw failure ? new SourceError(failure) : notFound(key)
      // An image whose platform is not known may be for any.
      if (platform && found.platform && !isFor(platform, found.platform)) {
        throw noPlatform(name, platform, [found.platform])
      }
      return found
    },
    async ends() {
      return images.flatMap(({ reference, layers }): ImageEnd[] => {
        const top = layers.at(-1)
        return top ? [{ reference, chainId: top.chainId, layers }] : []
      })
    },
  } satisfies Partial<ImageSource>
}
