import type { ImageEnd, Store } from '../../oci/facts'
import {
  DOCKER_HUB,
  formatReference,
  formatRepository,
  parseReference,
  type Reference,
  type Repository,
} from '../../oci/reference'
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
  return images.flatMap((image) =>
    image.RepoTags.flatMap((name) => {
      const reference = parseReference(name)
      if (reference?.tag === undefined) return []
      const tagged = reference as Reference & { readonly tag: string }
      const { Id: id, Created, RepoDigests: digests } = image
      return [{ reference: tagged, id, created: isoOf(Created), digests, image }]
    }),
  )
}

/**
 * Whether an image was pulled or pushed under a repository; undefined where the store does not say. A classic store has
 * a digest of it then. A containerd store and Podman give any image one, built ones too, which matters for names that
 * Docker Hub would be asked for: of those an index is known to be pulled when entries of it are not here, and when the
 * image has no other name that it may have been pulled under; builders leave indexes whose entries are all here.
 */
export function inRegistry(
  { Id, RepoTags, RepoDigests, Manifests }: ImageList[number],
  repository: Repository,
  kind: Store,
): boolean | undefined {
  const own = formatRepository(repository)
  const named = (names: readonly string[]) =>
    names.flatMap((name) => parseReference(name) ?? []).map(formatRepository)
  const isNamed = named(RepoDigests).includes(own)
  if (kind === 'classic' || !isNamed || repository.host !== DOCKER_HUB) return isNamed
  if (kind !== 'containerd') return undefined
  // What is unpacked here and yet not whole lacks a blob of a base that was skipped: it may be built on that.
  const isElsewhere = ({ Available, ImageData }: (typeof Manifests)[number]) =>
    Available === false && !ImageData?.Size?.Unpacked
  if (Manifests.some(isElsewhere)) {
    return new Set(named([...RepoTags, ...RepoDigests])).size === 1 ? true : undefined
  }
  return Manifests.some(({ ID }) => ID !== Id) ? false : undefined
}
