import type { HeldBeyond, ImageEnd, ImageFacts, LayerFacts } from '../../oci/facts'
import { familiarReference, parseReference } from '../../oci/reference'
import { type CacheSetId, cacheSetOf } from '../cache-set'
import type { Reason } from '../cell'
import { type HeldImage, hostOf } from '../pull/held'
import { type HostCache, PulledHost } from '../pull/host'
import { type RuleId, ruleOf } from '../pull/rules'
import { isNamed } from '../series/names'
import type { TagImage } from './tag-image'

/** What the host holds before each tag of a series is pulled, and which tags it should hold but can't be read. */
export interface CacheBefore {
  readonly host: HostCache
  readonly missing: readonly string[]
  /** Why less than these layers may be fetched; undefined where the host is known to the last layer. */
  readonly orLess: OrLess
}

export type OrLess = (fetched: readonly LayerFacts[]) => Reason | undefined

const NO_LESS: OrLess = () => undefined

/** What a cache set may be made of. */
export interface CachePlaces {
  /** In the order of their releases. */
  readonly tags: readonly TagImage[]
  /** Layers of the base that each tag stands on, by its place. */
  readonly baseLayers: readonly number[]
  /** Images of the daemon. */
  readonly known: readonly ImageEnd[]
  /** Why it may hold more. */
  readonly beyond?: HeldBeyond | undefined
}

/**
 * Walks a series and calls `visit` with the cache that precedes each tag. The `earlier` set grows in place, so
 * `visit` must not keep it.
 */
export function walkCaches(
  places: CachePlaces,
  id: CacheSetId,
  rule: RuleId,
  visit: (tag: TagImage, cache: CacheBefore, index: number) => void,
): void {
  const { tags } = places
  const set = cacheSetOf(id).kind
  // The same for each tag: made once. Earlier tags: grown, so that n tags cost n additions.
  const constant = set === 'tags' || set === 'daemon' ? cacheBefore(places, id, rule, 0) : undefined
  const grown = new PulledHost(rule)
  const unread: string[] = []
  tags.forEach((tag, index) => {
    const earlier = set === 'earlier' ? { host: grown, missing: unread, orLess: NO_LESS } : undefined
    visit(tag, earlier ?? constant ?? cacheBefore(places, id, rule, index), index)
    if (tag.image) grown.add(tag.image)
    else unread.push(tag.facts.tag)
  })
}

function cacheBefore(places: CachePlaces, id: CacheSetId, rule: RuleId, index: number): CacheBefore {
  const { held, missing } = heldBefore(places, id, index)
  return { host: hostOf(held, rule), missing, orLess: orLessOf(places, id, held, rule) }
}

/**
 * Why a host of a cache set may fetch less than the images say that it is known to hold. An engine does not say of which
 * blobs it knows the layers: they may be of images that it has since removed, or of bases that BuildKit pulled for itself.
 *
 * @see moby distribution/metadata/v2_metadata_service.go, which nothing prunes; daemon/internal/builder-next/worker/worker.go
 */
export function orLessOf(
  { beyond }: CachePlaces,
  id: CacheSetId,
  held: readonly HeldImage[],
  rule: RuleId,
): OrLess {
  if (!beyond || cacheSetOf(id).kind !== 'daemon') return NO_LESS
  const { code, count } = beyond
  if (code !== 'blobs-unsaid') {
    return (fetched) => (fetched.length > 0 ? { code: `held-${code}`, data: { count } } : undefined)
  }
  // What is there and fetched all the same is fetched because the blob is none that the images name.
  const anywhere = ruleOf(rule).reuses === 'known-blob-anywhere'
  const keyOf = ({ diffId, chainId }: LayerFacts) => (anywhere ? diffId : chainId)
  const there = new Set<string>(held.flatMap(({ image }) => image.layers.map(keyOf)))
  return (fetched) => {
    const layers = fetched.filter((layer) => there.has(keyOf(layer))).length
    return layers > 0 ? { code: 'held-blobs-unsaid', data: { count: layers } } : undefined
  }
}

/** The images that a cache set holds before the tag at `index` is pulled. */
export function heldBefore(
  places: CachePlaces,
  id: CacheSetId,
  index: number,
): { readonly held: readonly HeldImage[]; readonly missing: readonly string[] } {
  const { tags, baseLayers, known } = places
  const set = cacheSetOf(id)
  switch (set.kind) {
    case 'earlier':
      return pulled(tags.slice(0, index))
    case 'previous':
      return pulled(tags.slice(Math.max(0, index - set.count), index))
    case 'base':
      return { held: baseImage(tags[index]?.image, baseLayers[index]), missing: [] }
    case 'none':
      return { held: [], missing: [] }
    case 'tags': {
      const named = pulled(tags.filter(({ facts }) => set.tags.some((name) => isNamed(facts, name))))
      const gone = set.tags.filter((name) => !tags.some(({ facts }) => isNamed(facts, name)))
      return { held: named.held, missing: [...named.missing, ...gone] }
    }
    case 'daemon':
      return { held: [...ownTags(tags), ...known.flatMap(heldEnd)], missing: [] }
  }
}

function pulled(tags: readonly TagImage[]): ReturnType<typeof heldBefore> {
  return {
    held: tags.flatMap(({ image, facts }) =>
      image ? [{ name: facts.tag, image, how: 'pulled' as const }] : [],
    ),
    missing: tags.flatMap(({ image, facts }) => (image ? [] : [facts.tag])),
  }
}

/** The base as an image of its own: the layers that it gives to this tag, without this tag's config. */
function baseImage(image: ImageFacts | undefined, baseLayers = 0): readonly HeldImage[] {
  if (!image || baseLayers === 0) return []
  const base = { ...image, configDigest: undefined, layers: image.layers.slice(0, baseLayers) }
  return [{ name: 'base', image: base, how: 'pulled' }]
}

/**
 * Tags of the series that the daemon has, or had when a snapshot was saved: their facts know the blobs, which the
 * daemon itself does not tell. Of a classic store an image with repository digests was pulled or pushed; one without was
 * built, loaded or imported. A containerd store has the blobs of all that it holds. Podman gives every image a digest:
 * of its own making where it was built, so that only the registry's shows that it was pulled.
 *
 * The answer errs on the side of downloading, see `orLessOf`.
 *
 * @see moby daemon/images/image_list.go, daemon/containerd/image_list.go (RepoDigests);
 *      daemon/internal/builder-next/worker/worker.go (`Registered`)
 */
function ownTags(tags: readonly TagImage[]): readonly HeldImage[] {
  return tags.flatMap(({ image, facts, moved }) => {
    if (!image?.origins.some(({ kind }) => kind === 'daemon') || moved) return []
    return [{ name: facts.tag, image, how: isPulled(image, facts.daemon ?? image) ? 'pulled' : 'built' }]
  })
}

/** @param local  the image as the daemon, or else a snapshot, has it */
function isPulled({ manifestDigest, indexDigest }: ImageFacts, { store, repoDigests }: ImageFacts): boolean {
  if (store === 'containerd') return true
  if (store !== 'containers-storage') return repoDigests.length > 0
  const digests = new Set(repoDigests.map((name) => name.slice(name.lastIndexOf('@') + 1)))
  return digests.has(manifestDigest ?? '') || digests.has(indexDigest ?? '')
}

function heldEnd(end: ImageEnd): readonly HeldImage[] {
  const { reference = '', layers, transferred } = end
  if (!layers) return []
  const image: ImageFacts = {
    reference,
    origins: [],
    repoDigests: [],
    layers,
    history: [],
    stepsFrom: 'unpaired',
  }
  return [{ name: heldName(end), image, how: transferred ? 'pulled' : 'built' }]
}

/** As `docker images` has it: an image without a tag goes by the beginning of a digest. */
function heldName({ reference, imageId = '' }: ImageEnd): string {
  const parsed = parseReference(reference ?? '')
  const name = parsed ? familiarReference(parsed) : (reference ?? imageId)
  return name.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1')
}
