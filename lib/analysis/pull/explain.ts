import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { sharedDepth } from '../../oci/chain'
import type { BlobDigest, DiffId } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { isUnsized } from '../../oci/packing'
import { type HeldImage, hostOf } from './held'
import { isPlainTar, knowsAsLayer } from './host'
import { blobKey, fetchedByLayer, type PullPlan, planPull } from './plan'
import type { PullReason } from './reason'
import type { LayerWay, StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

/** What a pull does with one layer, and why. */
export interface LayerVerdict {
  readonly way: LayerWay
  readonly why: PullReason
  /** Length of the layer's blob, or of the part that is fetched; it crosses the network only where `way` is `download`. */
  readonly transferBytes?: TransferBytes | undefined
  /** Set when a registry has the blob and does not say its length. */
  readonly unsized?: true | undefined
  readonly unpackedBytes?: UnpackedBytes | undefined
}

/**
 * Explains a pull layer by layer. The ways are those of `planPull`.
 *
 * @param held  what the host holds; the first of several images that would do is named, and for layers that
 *              are reused the one that shares most
 * @returns     one verdict per layer, base first
 * @see         moby distribution/pull_v2.go (pullSchema2Layers), distribution/xfer/download.go (Download);
 *              containerd core/unpack/unpacker.go
 */
export function explainPull(
  image: ImageFacts,
  held: readonly HeldImage[],
  rule: RuleId,
): readonly LayerVerdict[] {
  const scene = sceneOf(image, held, rule)
  const fetched = fetchedByLayer(scene.plan)
  return image.layers.map((layer, index) => {
    const way = scene.ways[index]!
    return {
      way,
      why: isInPart(fetched[index], layer) ? { code: 'in-part' } : reasonOf(scene, layer, index, way),
      transferBytes: (fetched[index] ?? layer).blob?.transferBytes,
      ...(isUnsized(layer) && { unsized: true }),
      unpackedBytes: layer.unpacked?.bytes,
    }
  })
}

const isInPart = (fetched: LayerFacts | undefined, layer: LayerFacts) =>
  fetched !== undefined && fetched !== layer

/** A layer of a held image; `blob` is absent when the image was only built, or its digest is not known. */
interface Place {
  readonly held: HeldImage
  /** 1 is the base. */
  readonly layer: number
  readonly blob?: BlobDigest | undefined
}

interface Scene {
  readonly rule: StoreRule
  readonly plan: PullPlan
  readonly ways: readonly LayerWay[]
  /** The held image with this very config, where that ends the pull. */
  readonly same?: HeldImage | undefined
  /** The held image that shares most layers from the base, and how many; absent when none shares any. */
  readonly nearest?: { readonly held: HeldImage; readonly shared: number } | undefined
  /** Position of the first layer that is not reused. */
  readonly firstMiss: number
  readonly places: ReadonlyMap<DiffId, readonly Place[]>
  /** Layer, counted from 1, that fetches a blob. */
  readonly fetchedAs: ReadonlyMap<string, number>
  readonly knows: (layer: LayerFacts) => boolean
}

function sceneOf(image: ImageFacts, held: readonly HeldImage[], id: RuleId): Scene {
  const rule = ruleOf(id)
  const host = hostOf(held, id)
  const plan = planPull(image, host, id)
  const { ways, reusedDepth } = plan
  const { configDigest } = image
  return {
    rule,
    plan,
    ways,
    same:
      rule.sameConfigEnds && configDigest !== undefined
        ? held.find((one) => one.image.configDigest === configDigest)
        : undefined,
    nearest: nearestTo(image, held),
    firstMiss: reusedDepth,
    places: placesOf(held),
    fetchedAs: fetchedAs(image, ways),
    knows: ({ blob, diffId }) => blob !== undefined && knowsAsLayer(host, diffId, blob.digest),
  }
}

function fetchedAs({ layers }: ImageFacts, ways: readonly LayerWay[]): Scene['fetchedAs'] {
  const fetched = layers.flatMap((layer, index): [string, number][] =>
    ways[index] === 'download' ? [[blobKey(layer), index + 1]] : [],
  )
  return new Map(fetched.reverse())
}

function nearestTo(image: ImageFacts, held: readonly HeldImage[]): Scene['nearest'] {
  let nearest: Scene['nearest']
  for (const one of held) {
    const shared = sharedDepth(image, one.image)
    if (shared > (nearest?.shared ?? 0)) nearest = { held: one, shared }
  }
  return nearest
}

function placesOf(held: readonly HeldImage[]): Scene['places'] {
  const places = new Map<DiffId, Place[]>()
  for (const one of held) {
    one.image.layers.forEach(({ diffId, blob }, index) => {
      const place = { held: one, layer: index + 1, blob: one.how === 'built' ? undefined : blob?.digest }
      const found = places.get(diffId)
      if (found) found.push(place)
      else places.set(diffId, [place])
    })
  }
  return places
}

function reasonOf(scene: Scene, layer: LayerFacts, index: number, way: LayerWay): PullReason {
  if (way === 'reuse') return reuseReason(scene, layer)
  const fetched = scene.fetchedAs.get(blobKey(layer)) ?? index + 1
  if (way === 'repeat') return { code: 'repeat', layer: fetched }
  if (fetched <= index) return { code: 'repeat-in-flight', layer: fetched }
  const places = scene.places.get(layer.diffId) ?? []
  const [place] = places
  if (way === 'content' && place) return contentReason(scene, layer, places, place)
  return missReason(scene, layer, index, places)
}

function reuseReason({ same, nearest, rule, places }: Scene, layer: LayerFacts): PullReason {
  const { blob, diffId } = layer
  if (same) return { code: 'same-config', image: same.name }
  const isKnown = blob && places.get(diffId)?.some((place) => place.blob === blob.digest)
  const assumed = rule.reuses !== 'chain' && !isKnown && !isKnownByItself(rule, layer)
  const image = nearest?.held.name ?? ''
  return assumed ? { code: 'held', image, assumed } : { code: 'held', image }
}

function contentReason(
  { rule }: Scene,
  layer: LayerFacts,
  places: readonly Place[],
  first: Place,
): PullReason {
  const code = rule.reuses === 'known-blob-anywhere' ? 'elsewhere' : 'content'
  const at = ({ held, layer }: Place) => ({ code, image: held.name, layer }) as const
  const exact = places.find((place) => place.blob !== undefined && place.blob === layer.blob?.digest)
  if (exact || isKnownByItself(rule, layer)) return at(exact ?? first)
  return { ...at(places.find((place) => hasUnknownDigest(place)) ?? first), assumed: true }
}

/** Whether the blob tells which layer it is, to a store that looks. */
const isKnownByItself = ({ reuses }: StoreRule, { blob, diffId }: LayerFacts) =>
  reuses === 'known-blob-anywhere' && blob !== undefined && isPlainTar(diffId, blob.digest)

function missReason(scene: Scene, layer: LayerFacts, index: number, places: readonly Place[]): PullReason {
  const { nearest, firstMiss, rule } = scene
  const shared = nearest?.shared ?? 0
  // Of several places, the one with the same layers below says most.
  const below = index < shared ? nearest : undefined
  const place = places.find(({ held }) => held === below?.held) ?? places[0]
  if (place) {
    const at = { image: place.held.name, layer: below ? index + 1 : place.layer }
    const skipsHeld = rule.aboveRun === 'skip-held-blobs'
    const reusesByBlob =
      rule.reuses === 'known-blob-anywhere' || (rule.reuses === 'known-blob' && below !== undefined)
    const blobMatters = skipsHeld || reusesByBlob
    if (blobMatters && !scene.knows(layer) && (layer.blob || skipsHeld)) {
      return { code: 'blob-unknown', ...at, because: unknownBecause(layer, places) }
    }
    return index > firstMiss
      ? { code: 'above-first-miss', ...at, firstMiss: firstMiss + 1 }
      : { code: 'other-parent', ...at }
  }
  if (
    rule.reuses !== 'known-blob-anywhere' &&
    nearest &&
    index === firstMiss &&
    nearest.held.image.layers.length > shared
  ) {
    return { code: 'chain-differs', image: nearest.held.name, shared }
  }
  return { code: 'new' }
}

type Because = Extract<PullReason, { code: 'blob-unknown' }>['because']

function unknownBecause({ blob }: LayerFacts, places: readonly Place[]): Because {
  if (!blob) return 'digest-unknown'
  if (places.some((place) => place.blob === blob.digest)) return 'fetch-skipped'
  return places.some((place) => place.blob !== undefined) ? 'other-blob' : 'built'
}

const hasUnknownDigest = ({ held, layer }: Place) =>
  held.how !== 'built' && !held.image.layers[layer - 1]?.blob
