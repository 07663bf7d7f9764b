import { type ImageFacts, type LayerFacts, RULER_OF, type StepsFrom } from './facts'
import type { Steps } from './steps'

/**
 * Whether two sources speak of one image: the same config digest, or a manifest or index digest that is the
 * other's image id (containerd store) or among the names under which the host pulled or pushed it.
 */
export function isSameImage(a: ImageFacts, b: ImageFacts): boolean {
  if (a.configDigest !== undefined && b.configDigest !== undefined) return a.configDigest === b.configDigest
  // One manifest is one image, also where a host that lacks one of its blobs does not say its layers.
  if (a.manifestDigest !== undefined && a.manifestDigest === b.manifestDigest) return true
  const known = digestsOf(a)
  const shared = [...digestsOf(b)].some((digest) => known.has(digest))
  // The index of several platforms is shared by several images: the layers distinguish them.
  return shared && a.layers.at(-1)?.chainId === b.layers.at(-1)?.chainId
}

function digestsOf(image: ImageFacts): Set<string> {
  const named = image.repoDigests.map((name) => name.slice(name.indexOf('@') + 1))
  const own = [image.imageId, image.manifestDigest, image.indexDigest].filter(
    (digest) => digest !== undefined,
  )
  return new Set([...named, ...own])
}

/**
 * Joins what several sources know of one image; earlier ones win where both know.
 *
 * @param images  facts for which `isSameImage` holds, at least one
 */
export function joinFacts(images: readonly [ImageFacts, ...ImageFacts[]]): ImageFacts {
  return images.slice(1).reduce(join, images[0])
}

function join(a: ImageFacts, b: ImageFacts): ImageFacts {
  const steps = betterSteps(a, b)
  return {
    reference: a.reference,
    origins: [...a.origins, ...b.origins],
    configDigest: a.configDigest ?? b.configDigest,
    manifestDigest: a.manifestDigest ?? b.manifestDigest,
    indexDigest: a.indexDigest ?? b.indexDigest,
    imageId: a.imageId ?? b.imageId,
    repoDigests: [...new Set([...a.repoDigests, ...b.repoDigests])],
    platform: a.platform ?? b.platform,
    otherPlatforms: a.otherPlatforms ?? b.otherPlatforms,
    listedAs: a.listedAs ?? b.listedAs,
    alternatives: a.alternatives ?? b.alternatives,
    created: a.created ?? b.created,
    parent: a.parent ?? b.parent,
    store: a.store ?? b.store,
    folders: a.folders ?? b.folders,
    layers: joinLayers(a, b, steps),
    ...steps,
    historyLayers: a.historyLayers ?? b.historyLayers,
    unmeasured: a.unmeasured ?? b.unmeasured,
  }
}

const TRUST: Record<StepsFrom, number> = { config: 2, inferred: 1, unpaired: 0 }

/** The steps of the source that knows best which ones are layers, with the daemon's bytes beside them. */
function betterSteps(a: ImageFacts, b: ImageFacts): Steps {
  const [better, other] = TRUST[b.stepsFrom] > TRUST[a.stepsFrom] ? [b, a] : [a, b]
  const { history, stepsFrom } = better
  if (history.length !== other.history.length) return { history, stepsFrom }
  const completed = history.map((step, index) => {
    const twin = other.history[index]
    return {
      ...step,
      unpackedBytes: step.unpackedBytes ?? twin?.unpackedBytes,
      imageId: step.imageId ?? twin?.imageId,
    }
  })
  return { history: completed, stepsFrom }
}

/**
 * Joins layer by layer. When the config corrects an inferred pairing, unpacked bytes are taken again from the
 * daemon's steps, so that they stand with the right layer.
 */
function joinLayers(a: ImageFacts, b: ImageFacts, steps: Steps): readonly LayerFacts[] {
  const [layers, twins] = a.layers.length > 0 ? [a.layers, b.layers] : [b.layers, a.layers]
  const store = a.store ?? b.store
  const measured = [...layers, ...twins].find((layer) => layer.unpacked)?.unpacked?.ruler
  const ruler = measured ?? (store && layers !== a.layers ? RULER_OF[store] : undefined)
  const made = new Map(
    steps.stepsFrom === 'config' ? steps.history.map((step) => [step.layer, step] as const) : [],
  )
  return layers.map((layer, index) => {
    const twin = twins[index]
    const step = made.get(index)
    const unpacked = layer.unpacked ?? twin?.unpacked
    return {
      diffId: layer.diffId,
      chainId: layer.chainId,
      blob: layer.blob ?? twin?.blob,
      unpacked:
        (unpacked || twins.length === 0) && ruler && step?.unpackedBytes !== undefined
          ? { bytes: step.unpackedBytes, exactness: 'measured' as const, ruler }
          : unpacked,
    }
  })
}
