import type { ImageEnd, Store } from '../../oci/facts'
import { formatReference, formatRepository, parseReference, type Reference } from '../../oci/reference'
import { canonicalDigest, isoOf } from './facts'
import type { ImageList } from './schemas'

export interface HeldName extends Pick<ImageEnd, 'reference' | 'imageId' | 'transferred'> {
  readonly id: string
}

/**
 * Every image of the list under each of its tags, then those without one, under a digest where they have it: dangling
 * ones hold layers, too. A containerd store has the blobs of all; Podman gives what it built a digest like any other.
 */
export function heldNames(images: ImageList, kind: Store): readonly HeldName[] {
  const isTransferred = (names: readonly string[]) =>
    kind === 'containerd' || (kind === 'classic' && names.some((name) => parseReference(name)?.digest))
  const tagged = tagsOf(images)
  const ids = new Set(tagged.map(({ id }) => id))
  return [
    ...tagged.map(({ reference, id, digests }) => {
      return { reference: formatReference(reference), id, transferred: isTransferred(digests) }
    }),
    ...images.flatMap(({ Id: id, RepoDigests }): HeldName[] => {
      if (ids.has(id)) return []
      const [name] = RepoDigests.flatMap(canonicalDigest)
      return [{ id, imageId: id, reference: name, transferred: isTransferred(RepoDigests) }]
    }),
  ]
}

/** Every tag of the list with its image; `<none>` and names outside of the grammar are dropped. */
export function tagsOf(images: ImageList) {
  return images.flatMap(({ Id, Created, RepoTags, RepoDigests }) =>
    RepoTags.flatMap((name) => {
      const reference = parseReference(name)
      if (reference?.tag === undefined) return []
      const tagged = reference as Reference & { readonly tag: string }
      const inRegistry = RepoDigests.some((digest) => isOf(digest, reference))
      return [{ reference: tagged, id: Id, created: isoOf(Created), inRegistry, digests: RepoDigests }]
    }),
  )
}

function isOf(digest: string, repository: Reference): boolean {
  const named = parseReference(digest)
  return named !== undefined && formatRepository(named) === formatRepository(repository)
}
