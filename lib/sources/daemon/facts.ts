import type { UnpackedBytes } from '../../oci/bytes'
import type { ConfigDigest, DiffId, IndexDigest, ManifestDigest } from '../../oci/digest'
import { parseDigest } from '../../oci/digest'
import type { HistoryStep, ImageFacts, LayerFacts, StepsFrom, Store } from '../../oci/facts'
import { formatRepository, parseReference } from '../../oci/reference'
import { type DaemonStep, doubtfulLayers, inferSteps } from '../../oci/steps'
import { chained } from '../config-facts'
import type { History, ImageList, Inspect } from './schemas'

export interface DaemonAnswers {
  readonly store: Store
  readonly inspect: Inspect
  readonly history: History
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
  const { store, inspect, history, depths } = answers
  const diffIds = inspect.RootFS.Layers.flatMap((text) => parseDigest<DiffId>(text) ?? [])
  const steps = stepsOf(history.toReversed().map(stepOf), diffIds.length, depths)
  // A platform that the containerd store has not unpacked has zeros throughout: that is not a measure.
  const measured = store === 'classic' || history.some((step) => step.Size > 0)
  return {
    imageId: inspect.Id,
    ...identityOf(answers),
    repoDigests: inspect.RepoDigests.flatMap(canonical),
    platform: platformOf(inspect),
    created: ZERO_TIME.test(inspect.Created ?? '') ? undefined : inspect.Created || undefined,
    parent: inspect.Parent || undefined,
    store,
    layers: layersOf(diffIds, measured ? steps : NO_STEPS, store),
    history: measured ? steps.history : steps.history.map(({ unpackedBytes: _, ...step }) => step),
    stepsFrom: steps.stepsFrom,
  }
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
    const ruler = store === 'classic' ? 'file content' : 'disk blocks'
    return { ...layer, unpacked: { bytes, exactness, ruler } }
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

type Identity = Pick<ImageFacts, 'configDigest' | 'manifestDigest' | 'indexDigest' | 'otherPlatforms'>

/** A classic store names an image by its config; a containerd store by its manifest, or by the index above it. */
function identityOf({ store, inspect, listed }: DaemonAnswers): Identity {
  if (store === 'classic') return { configDigest: parseDigest<ConfigDigest>(inspect.Id) }
  const images = (listed?.Manifests ?? []).flatMap(({ ID, Kind, ImageData, Descriptor }) => {
    const platform = ImageData?.Platform ?? Descriptor?.platform
    return Kind === 'image' && platform ? [{ id: ID, platform }] : []
  })
  const matching = images.filter(
    ({ platform }) => platform.os === inspect.Os && platform.architecture === inspect.Architecture,
  )
  const variant = inspect.Variant || undefined
  const own = matching.find(({ platform }) => (platform.variant || undefined) === variant) ?? matching[0]
  const { mediaType = '', digest } = inspect.Descriptor ?? {}
  const single = /manifest\.v\d\+json$/.test(mediaType) ? digest : undefined
  const above = /(?:index|manifest\.list)\.v\d\+json$/.test(mediaType) ? digest : undefined
  return {
    manifestDigest: parseDigest<ManifestDigest>(own?.id ?? single ?? ''),
    indexDigest: parseDigest<IndexDigest>(above ?? ''),
    ...(images.length > 1 && {
      otherPlatforms: images.filter((image) => image !== own).map(({ platform }) => platform),
    }),
  }
}

/** `host/repository@digest` in canonical form; names that don't follow the grammar are dropped. */
function canonical(name: string): string[] {
  const reference = parseReference(name)
  return reference?.digest ? [`${formatRepository(reference)}@${reference.digest}`] : []
}
