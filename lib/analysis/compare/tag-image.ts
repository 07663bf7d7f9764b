import type { ImageFacts, SourceKind, UnpackedFigure } from '../../oci/facts'
import { isSameImage, joinFacts } from '../../oci/join'
import type { Platform } from '../../oci/types'
import type { TagReport } from '../report'
import type { TagFacts } from './facts'

/** One tag's image as the figures take it, and where it was found. */
export interface TagImage {
  readonly facts: TagFacts
  readonly image?: ImageFacts | undefined
  readonly presentIn: readonly SourceKind[]
  readonly moved?: TagReport['moved']
  /** Platform of another image of the same index, where that is what the host has. */
  readonly otherEntry?: Platform | undefined
}

/**
 * Chooses the image of a tag. Daemon and registry facts of one image are joined. When the tag points to
 * another image in the registry (it was moved), the registry's is taken, because that is what a host would
 * download, and both digests are kept. The host may also have another entry of the index that the tag points to, of
 * another platform or one that its engine prefers: the tag was not moved then, and the daemon has nothing to say of it.
 */
export function imageOfTag(facts: TagFacts): TagImage {
  const { daemon, registry, snapshot, archive } = facts
  const found = { daemon, registry, snapshot, archive }
  const presentIn = (['daemon', 'registry', 'snapshot', 'archive'] as const).filter(
    (kind) => found[kind] !== undefined,
  )
  if (daemon && registry && !isSameImage(daemon, registry)) {
    if (isOfIndex(daemon, registry.indexDigest)) {
      return {
        facts: { ...facts, daemon: undefined },
        image: registry,
        presentIn: presentIn.filter((kind) => kind !== 'daemon'),
        otherEntry: daemon.platform,
      }
    }
    const moved = { daemon: nameOf(daemon), registry: nameOf(registry) }
    return { facts, image: registry, presentIn, moved }
  }
  const [first, ...rest] = [daemon, registry, snapshot, archive].filter((image) => image !== undefined)
  return { facts, image: first && joinFacts([first, ...rest]), presentIn, moved: facts.moved }
}

/** Whether a host has an image as an entry of this index. */
function isOfIndex({ indexDigest, imageId, repoDigests }: ImageFacts, index: string | undefined): boolean {
  if (index === undefined) return false
  return indexDigest === index || imageId === index || repoDigests.some((name) => name.endsWith(`@${index}`))
}

function nameOf(image: ImageFacts): string {
  return image.manifestDigest ?? image.imageId ?? image.configDigest ?? image.reference
}

/**
 * Fills in unpacked bytes that a host reported of the same content elsewhere: a diffID names the bytes of a layer,
 * so a tag that is only in the registry borrows the figure of a local tag with the same layer.
 */
export function fillUnpacked(tags: readonly TagImage[], others: readonly ImageFacts[]): readonly TagImage[] {
  if (!tags.some(({ image }) => image?.layers.some((layer) => !layer.unpacked))) return tags
  const known = new Map<string, UnpackedFigure>()
  const images = [...others, ...tags.flatMap(({ image }) => (image ? [image] : []))]
  for (const image of images) {
    for (const { diffId, unpacked } of image.layers) if (unpacked) known.set(diffId, unpacked)
  }
  if (known.size === 0) return tags
  return tags.map((tag) => {
    if (!tag.image?.layers.some((layer) => !layer.unpacked && known.has(layer.diffId))) return tag
    const layers = tag.image.layers.map((layer) =>
      layer.unpacked ? layer : { ...layer, unpacked: known.get(layer.diffId) },
    )
    return { ...tag, image: { ...tag.image, layers } }
  })
}
