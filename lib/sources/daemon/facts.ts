import type { UnpackedBytes } from '../../oci/bytes'
import type { ConfigDigest, DiffId, IndexDigest, ManifestDigest } from '../../oci/digest'
import { parseDigest } from '../../oci/digest'
import {
  type HistoryStep,
  type ImageFacts,
  type LayerFacts,
  RULER_OF,
  type StepsFrom,
  type Store,
} from '../../oci/facts'
import { formatRepository, parseReference } from '../../oci/reference'
import { type DaemonStep, doubtfulLayers, inferSteps } from '../../oci/steps'
import { chained } from '../config-facts'
import type { History, ImageList, Inspect } from './schemas'

export interface DaemonAnswers {
  readonly store: Store
  readonly inspect: Inspect
  /** Absent where the engine refused it: layers alone are known then. */
  readonly history?: History | undefined
  /** The image's entry in the list with `manifests=1` (containerd store, API 1.47). */
  readonly listed?: ImageList[number] | undefined
  /**
   * How many layers the image kept for a history step has, for the steps whose image this host built: the exact
   * answer to which steps made layers.
   */
  readonly depths: ReadonlyMap<string, number>
}

/** Go's time before it is set. */
const ZERO_TIME = /^0001-01-01T/
/** The last second that JavaScript's calendar holds. */
const LAST_SECOND = 8.64e12

/** ISO text of Unix seconds; undefined for times that were never set. */
export function isoOf(seconds: number): string | undefined {
  return seconds > 0 && seconds <= LAST_SECOND ? new Date(seconds * 1000).toISOString() : undefined
}

/** Turns the engine's answers for one image into facts; layers base first. */
export function factsOf(answers: DaemonAnswers): Omit<ImageFacts, 'reference' | 'origins'> {
  const { store, inspect, history = [], depths } = answers
  const diffIds = inspect.RootFS.Layers.flatMap((text) => parseDigest<DiffId>(text) ?? [])
  const written = history.toReversed().map(stepOf)
  const paired =
    store === 'containers-storage'
      ? sizedSteps(written, diffIds.length)
      : stepsOf(written, diffIds.length, depths)
  const { own, identity } = identityOf(answers)
  const steps = { ...paired, history: measuredSteps(answers, paired.history, own) }
  return {
    imageId: inspect.Id,
    ...identity,
    repoDigests: inspect.RepoDigests.flatMap(canonicalDigest),
    platform: platformOf(inspect),
    created: ZERO_TIME.test(inspect.Created ?? '') ? undefined : inspect.Created || undefined,
    parent: inspect.Parent || undefined,
    store,
    folders: foldersOf(answers),
    layers: layersOf(diffIds, steps, store),
    history: steps.history,
    stepsFrom: steps.stepsFrom,
    unmeasured: unmeasuredOf(answers, own),
  }
}

/**
 * Where overlay keeps each layer, base first: `UpperDir` is the topmost, `LowerDir` the others from the top down.
 * Unknown where they are not as many as the layers.
 *
 * @see moby daemon/graphdriver/overlay2/overlay.go and containers/storage drivers/overlay/overlay.go, `GetMetadata`
 *   and `Metadata`
 */
function foldersOf({ store, inspect }: DaemonAnswers): ImageFacts['folders'] {
  const { UpperDir: top, LowerDir: below } = inspect.GraphDriver?.Data ?? {}
  if (store === 'containerd' || !top) return undefined
  const folders = [top, ...(below ? below.split(':') : [])].reverse()
  return folders.length === inspect.RootFS.Layers.length ? folders : undefined
}

/** Why an engine that has the image does not say what its layers take, where that is not in the layers themselves. */
function unmeasuredOf(
  { store, history, inspect }: DaemonAnswers,
  own?: OwnManifest,
): ImageFacts['unmeasured'] {
  if (!history) return 'history-refused'
  const zeros =
    history.length > 0 && inspect.RootFS.Layers.length > 0 && !history.some(({ Size }) => Size > 0)
  if (zeros && (store === 'containerd' ? isUnpacked(own) : inspect.Size !== 0)) return 'zero-history'
  return undefined
}

/** The snapshot of the top layer is there, and so are those below it (moby daemon/containerd/image_snapshot.go). */
const isUnpacked = (own: OwnManifest | undefined) => (own?.unpacked ?? 0) > 0

/**
 * The steps, oldest first, with bytes where they are a measure. An engine writes 0 for what it has not measured too:
 * for all layers, or on a containerd store for those whose snapshot is missing, which are the topmost, since a snapshot
 * has all of those below it (moby daemon/containerd/image_history.go).
 */
function measuredSteps(answers: DaemonAnswers, steps: readonly HistoryStep[], own?: OwnManifest) {
  const last = steps.findLastIndex(({ unpackedBytes = 0 }) => unpackedBytes > 0)
  const zerosAreSizes =
    answers.store === 'containerd' ? last >= 0 && isUnpacked(own) : unmeasuredOf(answers) === undefined
  if (zerosAreSizes) return steps
  return steps.map((step, index) => {
    const { unpackedBytes: _, ...rest } = step
    return index <= last ? step : rest
  })
}

function platformOf({ Os, Architecture, Variant }: Inspect): ImageFacts['platform'] {
  if (!Os || !Architecture) return undefined
  return { os: Os, architecture: Architecture, ...(Variant && { variant: Variant }) }
}

function layersOf(diffIds: readonly DiffId[], { history, doubtful }: PairedSteps, store: Store) {
  return chained(diffIds).map((layer, index): LayerFacts => {
    const bytes = history.find((step) => step.layer === index)?.unpackedBytes
    if (bytes === undefined) return layer
    const exactness = doubtful.has(index) ? 'estimated' : 'measured'
    return { ...layer, unpacked: { bytes, exactness, ruler: RULER_OF[store] } }
  })
}

function stepOf({ Id, Created, CreatedBy, Comment, Size }: History[number]): DaemonStep {
  return {
    createdBy: CreatedBy,
    created: isoOf(Created),
    comment: Comment || undefined,
    unpackedBytes: Size as UnpackedBytes,
    ...(parseDigest(Id) && { imageId: Id }),
  }
}

interface PairedSteps {
  readonly history: readonly HistoryStep[]
  readonly stepsFrom: StepsFrom
  /** Layers that may have another's bytes, for the pairing was a choice. */
  readonly doubtful: ReadonlySet<number>
}

const NO_STEPS: PairedSteps = { history: [], stepsFrom: 'unpaired', doubtful: new Set() }

/**
 * Pairs steps with layers: exactly where images were kept for steps and show their depth, by inference below the first
 * such step (a base that was pulled has no images for its steps).
 */
function stepsOf(
  steps: readonly DaemonStep[],
  layers: number,
  depths: ReadonlyMap<string, number>,
): PairedSteps {
  const depthAt = (index: number) => depths.get(steps[index]?.imageId ?? '')
  const first = steps.findIndex((_, index) => depthAt(index) !== undefined)
  if (first === -1 || steps.some((_, index) => index >= first && depthAt(index) === undefined)) {
    return { ...inferSteps(steps, layers), doubtful: doubtfulLayers(steps, layers) }
  }
  const pulled = steps.slice(0, first + 1)
  const below = inferSteps(pulled, depthAt(first)!)
  if (below.stepsFrom === 'unpaired') return { ...NO_STEPS, history: steps }
  const above = steps.slice(first + 1).map((step, index): HistoryStep => {
    const depth = depthAt(first + 1 + index)!
    return { ...step, layer: depth > depthAt(first + index)! ? depth - 1 : null }
  })
  return {
    history: [...below.history, ...above],
    // One step below and at least one image: nothing was guessed.
    stepsFrom: first === 0 ? 'config' : 'inferred',
    doubtful: doubtfulLayers(pulled, depthAt(first)!),
  }
}

/**
 * Pairs the steps of containers-storage, which says 0 of those without a layer: the shortest tar has 1,024 bytes. The
 * engine reads from the config which steps made layers, so that nothing is guessed.
 *
 * @see containers/common libimage/history.go
 */
function sizedSteps(steps: readonly DaemonStep[], layers: number): PairedSteps {
  if (steps.filter(({ unpackedBytes }) => unpackedBytes > 0).length !== layers) {
    return { ...NO_STEPS, history: steps }
  }
  let layer = 0
  const history = steps.map((step) => ({ ...step, layer: step.unpackedBytes > 0 ? layer++ : null }))
  return { history, stepsFrom: 'config', doubtful: new Set() }
}

type Identity = Pick<ImageFacts, 'configDigest' | 'manifestDigest' | 'indexDigest' | 'otherPlatforms'>

/** The image's entry below its index. `unpacked`: bytes of its snapshots, 0 where the topmost is missing. */
interface OwnManifest {
  readonly unpacked?: number | undefined
}

/** A containerd store names an image by its manifest, or by the index above it; the others by its config. */
function identityOf({ store, inspect, listed }: DaemonAnswers): { own?: OwnManifest; identity: Identity } {
  if (store !== 'containerd') return { identity: { configDigest: parseDigest<ConfigDigest>(inspect.Id) } }
  const images = (listed?.Manifests ?? []).flatMap(({ ID, Kind, ImageData, Descriptor }) => {
    const platform = ImageData?.Platform ?? Descriptor?.platform
    return Kind === 'image' && platform
      ? [{ id: ID, platform, unpacked: ImageData?.Size?.Unpacked ?? undefined }]
      : []
  })
  const matching = images.filter(
    ({ platform }) => platform.os === inspect.Os && platform.architecture === inspect.Architecture,
  )
  const variant = inspect.Variant || undefined
  const own = matching.find(({ platform }) => (platform.variant || undefined) === variant) ?? matching[0]
  const { mediaType = '', digest } = inspect.Descriptor ?? {}
  const single = /manifest\.v\d\+json$/.test(mediaType) ? digest : undefined
  const above = /(?:index|manifest\.list)\.v\d\+json$/.test(mediaType) ? digest : undefined
  const identity = {
    manifestDigest: parseDigest<ManifestDigest>(own?.id ?? single ?? ''),
    indexDigest: parseDigest<IndexDigest>(above ?? ''),
    ...(images.length > 1 && {
      otherPlatforms: images.filter((image) => image !== own).map(({ platform }) => platform),
    }),
  }
  return own ? { own, identity } : { identity }
}

/** `host/repository@digest` in canonical form; names that don't follow the grammar are dropped. */
export function canonicalDigest(name: string): string[] {
  const reference = parseReference(name)
  return reference?.digest ? [`${formatRepository(reference)}@${reference.digest}`] : []
}
