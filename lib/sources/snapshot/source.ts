import type { ImageFacts } from '../../oci/facts'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, parseReference, type Repository } from '../../oci/reference'
import type { Platform } from '../../oci/types'
import { type ImageSource, SourceError } from '../source'
import type { Snapshot } from './schema'

/** Answers from a snapshot; no I/O. @param name what to call it: a file name, `sample` */
export function snapshotSource(snapshot: Snapshot, name: string): ImageSource {
  const images = new Map(snapshot.images.map((image) => [image.reference, image]))
  const tags = tagsByRepository(snapshot.images)
  const files = new Map(snapshot.files?.map((index) => [index.diffId, index]))
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
        return top ? [{ reference, chainId: top.chainId, layers, transferred: true }] : []
      })
    },
    files: (diffId) => files.get(diffId),
    async image({ reference, platform }) {
      const key = formatReference({ ...reference, tag: reference.tag ?? 'latest' })
      const found = images.get(key)
      if (!found) throw notFound(name, key)
      if (platform && !isFor(platform, found)) {
        const offered = found.platform ? [formatPlatform(found.platform)] : []
        throw new SourceError({ code: 'no-platform', at: name, wanted: formatPlatform(platform), offered })
      }
      return found
    },
  }
}

/** An image whose platform is not known may be any. */
function isFor(wanted: Platform, { platform }: ImageFacts): boolean {
  if (!platform) return true
  return platform.os === wanted.os && platform.architecture === wanted.architecture
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
