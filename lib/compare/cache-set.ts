import type { CacheSetId } from '../api/compare'
import type { ImageFacts } from '../oci/facts'
import { EMPTY_HOST, type HostCache, hostThatPulled, PulledHost } from '../pull/host'
import type { TagImage } from './tag-image'

/** What the host holds before each tag of a series is pulled, and which tags it should hold but can't be read. */
export interface CacheBefore {
  readonly host: HostCache
  readonly missing: readonly string[]
}

/**
 * Walks a series and calls `visit` with the cache that precedes each tag. The `earlier` set grows in place, so
 * `visit` must not keep it.
 */
export function walkCaches(
  tags: readonly TagImage[],
  set: CacheSetId,
  baseLayers: number,
  visit: (tag: TagImage, cache: CacheBefore, index: number) => void,
): void {
  const grown = new PulledHost()
  const unread: string[] = []
  tags.forEach((tag, index) => {
    visit(tag, cacheBefore(set, { tags, index, grown, unread, baseLayers }), index)
    if (tag.image) grown.add(tag.image)
    else unread.push(tag.facts.tag)
  })
}

interface Place {
  readonly tags: readonly TagImage[]
  readonly index: number
  readonly grown: HostCache
  readonly unread: readonly string[]
  readonly baseLayers: number
}

function cacheBefore(set: CacheSetId, { tags, index, grown, unread, baseLayers }: Place): CacheBefore {
  const previous = tags[index - 1]
  switch (set) {
    case 'earlier':
      return { host: grown, missing: unread }
    case 'previous':
      if (previous && !previous.image) return { host: EMPTY_HOST, missing: [previous.facts.tag] }
      return { host: hostThatPulled(previous?.image ? [previous.image] : []), missing: [] }
    case 'base':
      return { host: hostThatPulled(baseImage(tags[index]?.image, baseLayers)), missing: [] }
    case 'none':
      return { host: EMPTY_HOST, missing: [] }
  }
}

/** The base as an image of its own: the layers that it gives to this tag, without this tag's config. */
function baseImage(image: ImageFacts | undefined, baseLayers: number): ImageFacts[] {
  if (!image || baseLayers === 0) return []
  return [{ ...image, configDigest: undefined, layers: image.layers.slice(0, baseLayers) }]
}
