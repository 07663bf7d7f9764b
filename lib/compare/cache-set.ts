import { type CacheSetId, cacheSetOf } from '../api/cache-set'
import type { BlobDigest, ChainId, ConfigDigest } from '../oci/digest'
import type { ImageFacts } from '../oci/facts'
import { EMPTY_HOST, type HostCache, hostThatPulled, PulledHost } from '../pull/host'
import type { ImageEnd } from '../sources/source'
import type { TagImage } from './tag-image'

/** What the host holds before each tag of a series is pulled, and which tags it should hold but can't be read. */
export interface CacheBefore {
  readonly host: HostCache
  readonly missing: readonly string[]
}

/** What a cache set may be made of. */
export interface CachePlaces {
  /** In the order of their releases. */
  readonly tags: readonly TagImage[]
  /** Layers of the series' base. */
  readonly baseLayers: number
  /** Images of the daemon. */
  readonly known: readonly ImageEnd[]
}

/**
 * Walks a series and calls `visit` with the cache that precedes each tag. The `earlier` set grows in place, so
 * `visit` must not keep it.
 */
export function walkCaches(
  places: CachePlaces,
  id: CacheSetId,
  visit: (tag: TagImage, cache: CacheBefore, index: number) => void,
): void {
  const before = cacheSets(places, id)
  const grown = new PulledHost()
  const unread: string[] = []
  places.tags.forEach((tag, index) => {
    visit(tag, before(index, { host: grown, missing: unread }), index)
    if (tag.image) grown.add(tag.image)
    else unread.push(tag.facts.tag)
  })
}

function cacheSets(
  places: CachePlaces,
  id: CacheSetId,
): (index: number, earlier: CacheBefore) => CacheBefore {
  const { tags, baseLayers } = places
  const set = cacheSetOf(id)
  switch (set.kind) {
    case 'earlier':
      return (_, earlier) => earlier
    case 'previous':
      return (index) => holding(tags.slice(Math.max(0, index - set.count), index))
    case 'base':
      return (index) => ({ host: hostThatPulled(baseImage(tags[index]?.image, baseLayers)), missing: [] })
    case 'none':
      return () => ({ host: EMPTY_HOST, missing: [] })
    case 'tags': {
      const named = holding(tags.filter(({ facts }) => set.tags.includes(facts.tag)))
      const gone = set.tags.filter((name) => !tags.some(({ facts }) => facts.tag === name))
      const cache = { host: named.host, missing: [...named.missing, ...gone] }
      return () => cache
    }
    case 'daemon': {
      const host = daemonHost(places)
      return () => ({ host, missing: [] })
    }
  }
}

/** A host that pulled these tags and no other. */
function holding(tags: readonly TagImage[]): CacheBefore {
  return {
    host: hostThatPulled(tags.flatMap(({ image }) => image ?? [])),
    missing: tags.flatMap(({ image, facts }) => (image ? [] : [facts.tag])),
  }
}

/** The base as an image of its own: the layers that it gives to this tag, without this tag's config. */
function baseImage(image: ImageFacts | undefined, baseLayers: number): ImageFacts[] {
  if (!image || baseLayers === 0) return []
  return [{ ...image, configDigest: undefined, layers: image.layers.slice(0, baseLayers) }]
}

/**
 * What the daemon holds, as far as the tags of a series can tell it: layers by their chain; a blob when an image
 * with that content was pulled or pushed there (a classic store knows blobs by content, whatever stands below).
 */
function daemonHost({ tags, known }: CachePlaces): HostCache {
  const chainIds = new Set<ChainId>(known.flatMap(({ chain = [] }) => chain))
  const transferred = new Set<ChainId>(
    known.flatMap(({ chain = [], transferred: was }) => (was ? chain : [])),
  )
  const blobs = new Set<BlobDigest>()
  const configs = new Set<ConfigDigest>()
  for (const { image, facts, moved } of tags) {
    if (!image) continue
    const isHere = facts.daemon !== undefined && !moved
    if (isHere && image.configDigest) configs.add(image.configDigest)
    for (const { chainId, blob } of image.layers) if (blob && transferred.has(chainId)) blobs.add(blob.digest)
  }
  return { chainIds, blobs, configs }
}
