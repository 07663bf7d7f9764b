import type { ImageFacts } from '../../oci/facts'
import { heldImages } from '../held-images'
import type { ImageSource } from '../source'
import type { Snapshot, SnapshotPart } from './snapshot'

/** A source that is a snapshot, and what it says beside its facts. */
export interface SnapshotSource
  extends ImageSource,
    Pick<Snapshot, 'strategies' | 'view' | 'title' | 'createdAt' | 'notes'> {
  /** Tags that it knows of, read or not. */
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
  const { title, createdAt, notes, engine, images, unread, ends, beyond } = part
  const moved = new Map(part.moved.map(({ reference, ...digests }) => [reference, digests]))
  const entryOf = (reference: string, image: ImageFacts | undefined) => ({
    digest: image?.manifestDigest ?? image?.imageId ?? image?.configDigest,
    created: image?.created,
    moved: moved.get(reference),
  })
  const held = heldImages({ name, images, unread, entryOf })
  return {
    ...held,
    kind: 'snapshot',
    name,
    title,
    createdAt,
    notes,
    tagCount: images.length + unread.length,
    async describe() {
      return { kind: 'snapshot', name, title, createdAt, notes, engine }
    },
    async ends() {
      // Old snapshots do not say what the host held beside their images: these were all pulled or pushed.
      return ends ?? (await held.ends()).map((end) => ({ ...end, transferred: true }))
    },
    async beyond() {
      return beyond
    },
  } satisfies ImageSource & Pick<SnapshotSource, 'title' | 'createdAt' | 'notes' | 'tagCount'>
}
