import type { ImageFacts } from '../../oci/facts'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, parseReference, type Repository } from '../../oci/reference'
import type { Platform } from '../../oci/types'
import { type ImageSource, SourceError, type TagEntry } from '../source'
import type { SavedStrategy, Snapshot, SnapshotPart } from './snapshot'

/** A source that is a snapshot, and what it says beside its facts. */
export interface SnapshotSource extends ImageSource {
  readonly strategies: readonly SavedStrategy[]
  readonly view: Snapshot['view']
  readonly title: string
  readonly createdAt: string
  readonly notes: string
  /** Tags that it tells of, read or not. */
  readonly tagCount: number
  /** An earlier snapshot that this one was saved with, by the name in a strategy's `from`. */
  beside(name: string): SnapshotSource | undefined
}

/** Answers from a snapshot; no I/O. @param name  what to call it: a file name, `sample` */
export function snapshotSource(snapshot: Snapshot, name: string): SnapshotSource {
  const files = new Map(snapshot.files?.map((index) => [index.diffId, index]))
  const held: Pick<ImageSource, 'files'> = { files: (diffId) => files.get(diffId) }
  const earlier = new Map(
    snapshot.beside.map((part) => {
      const own = { strategies: [], view: undefined, beside: () => undefined }
      return [part.name, { ...partSource(part, `${name}/${part.name}`), ...held, ...own }]
    }),
  )
  const { strategies, view } = snapshot
  return { ...partSource(snapshot, name), ...held, strategies, view, beside: (key) => earlier.get(key) }
}

function partSource(part: SnapshotPart, name: string) {
  const images = new Map(part.images.map((image) => [image.reference, image]))
  const unread = new Map(part.unread.map(({ reference, failure }) => [reference, failure]))
  const tags = tagsByRepository(part)
  const { title, createdAt, notes, engine } = part
  return {
    kind: 'snapshot',
    name,
    title,
    createdAt,
    notes,
    tagCount: images.size + unread.size,
    async describe() {
      return { kind: 'snapshot', name, title, createdAt, notes, engine }
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
      return part.ends ?? part.images.flatMap(endOf)
    },
    async image({ reference, platform }) {
      const key = formatReference({ ...reference, tag: reference.tag ?? 'latest' })
      const found = images.get(key)
      if (!found) {
        const failure = unread.get(key)
        throw failure ? new SourceError(failure) : notFound(name, key)
      }
      if (platform && !isFor(platform, found)) {
        const offered = found.platform ? [formatPlatform(found.platform)] : []
        throw new SourceError({ code: 'no-platform', at: name, wanted: formatPlatform(platform), offered })
      }
      return found
    },
  } satisfies ImageSource & Pick<SnapshotSource, 'title' | 'createdAt' | 'notes' | 'tagCount'>
}

/** Old snapshots do not tell what the host held beside their images: these were all pulled or pushed. */
function endOf({ reference, layers }: ImageFacts) {
  const top = layers.at(-1)
  return top ? [{ reference, chainId: top.chainId, layers, transferred: true }] : []
}

/** An image whose platform is not known may be any. */
function isFor(wanted: Platform, { platform }: ImageFacts): boolean {
  if (!platform) return true
  return platform.os === wanted.os && platform.architecture === wanted.architecture
}

function notFound(at: string, what: string): SourceError {
  return new SourceError({ code: 'not-found', at, what })
}

function tagsByRepository({ images, unread, moved }: SnapshotPart) {
  const tags = new Map<string, TagEntry[]>()
  const changed = new Map(moved.map(({ reference, ...digests }) => [reference, digests]))
  for (const told of [...images, ...unread]) {
    const reference = parseReference(told.reference)
    if (!reference?.tag) continue
    const repository = formatRepository(reference)
    const facts = 'layers' in told ? { digest: told.manifestDigest, created: told.created } : {}
    const entry = { tag: reference.tag, ...facts, moved: changed.get(told.reference) }
    const known = tags.get(repository)
    if (known) known.push(entry)
    else tags.set(repository, [entry])
  }
  return tags
}
