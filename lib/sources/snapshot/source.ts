import type { ImageFacts } from '../../oci/facts'
import { formatReference, formatRepository, parseReference, type Repository } from '../../oci/reference'
import { type ImageSource, SourceError } from '../source'
import type { Snapshot } from './schema'

/** Answers from a snapshot; no I/O. @param name what to call it: a file name, `sample` */
export function snapshotSource(snapshot: Snapshot, name: string): ImageSource {
  const images = new Map(snapshot.images.map((image) => [image.reference, image]))
  const tags = tagsByRepository(snapshot.images)
  return {
    kind: 'snapshot',
    name,
    async describe() {
      const { title, createdAt, engine } = snapshot
      return { kind: 'snapshot', name, title, createdAt, engine }
    },
    async repositories() {
      return [...tags].map(([repository, entries]) => ({ repository, tags: entries.length }))
    },
    async tags(repository: Repository) {
      const found = tags.get(formatRepository(repository))
      if (!found) throw notFound(name, formatRepository(repository))
      return found
    },
    async ends() {
      return snapshot.images.flatMap(({ reference, layers }) => {
        const top = layers.at(-1)
        return top ? [{ reference, chainId: top.chainId }] : []
      })
    },
    async image({ reference }) {
      const key = formatReference({ ...reference, tag: reference.tag ?? 'latest' })
      const found = images.get(key)
      if (!found) throw notFound(name, key)
      return found
    },
  }
}

function notFound(at: string, what: string): SourceError {
  return new SourceError({ code: 'not-found', at, what })
}

function tagsByRepository(images: readonly ImageFacts[]) {
  const tags = new Map<string, { tag: string; digest?: string | undefined; created?: string | undefined }[]>()
  for (const image of images) {
    const reference = parseReference(image.reference)
    if (!reference?.tag) continue
    const repository = formatRepository(reference)
    const entry = { tag: reference.tag, digest: image.manifestDigest, created: image.created }
    tags.set(repository, [...(tags.get(repository) ?? []), entry])
  }
  return tags
}
