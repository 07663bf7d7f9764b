import type { IndexedLayer } from '../layerfs/entry'
import type { ReferrerFacts } from '../oci/artifact'
import type { ChunkedFile } from '../oci/chunked'
import type { DiffId } from '../oci/digest'
import type { BlobFacts, HeldBeyond, ImageEnd, ImageFacts, SourceKind } from '../oci/facts'
import type { Bounded, SourceFailure } from '../oci/failure'
import { formatPlatform } from '../oci/platform'
import type { Reference, Repository } from '../oci/reference'
import type { SourceDescription } from '../oci/source-description'
import type { Platform } from '../oci/types'
import type { LayerBytes } from './layers/layer-bytes'

/** A list as far as it is looked at: `cutAt` of so many where the source has more, the first in its own order. */
export interface Listed<T> extends ReadonlyArray<T> {
  readonly cutAt?: number | undefined
}

/** One tag of a repository, as a list names it. */
export interface TagEntry {
  readonly tag: string
  /** What the tag points to, where the list has it: image id, manifest or index digest. */
  readonly digest?: string | undefined
  readonly created?: string | undefined
  /** Whether the host pulled or pushed this image under this repository: the registry has, or had, it. Absent where a store does not say. */
  readonly inRegistry?: boolean | undefined
  /** Set by a snapshot when daemon and registry held different images under this tag: what each of them had. */
  readonly moved?: { readonly daemon: string; readonly registry: string } | undefined
}

export interface RepositoryEntry {
  /** Canonical `host/repository`, see `formatRepository`. */
  readonly repository: string
  /** How many tags the source knows, where it says so without being asked for each. */
  readonly tags?: number | undefined
  /** Whether any of its tags is, see `TagEntry`. */
  readonly inRegistry?: boolean | undefined
}

/** Something changed at the source; what was cached by tag is stale. */
export interface SourceEvent {
  /** Canonical `host/repository` when known. */
  readonly repository?: string | undefined
}

export interface ImageQuery {
  readonly reference: Reference
  /** Platform to take from an index; the source's own default when absent. */
  readonly platform?: Platform | undefined
}

/** One image of a chain of parents. */
export interface ParentImage {
  readonly id: string
  /** The image that it was built from; absent at the end of the chain that this host knows. */
  readonly parent?: string | undefined
  readonly layers: number
  readonly created?: string | undefined
  readonly tags: readonly string[]
}

/** An image of which layers are wanted, as the source itself described it. */
export interface LayersQuery {
  readonly reference: Reference
  readonly image: ImageFacts
  /** The layers to read; a source that can only give all of an image gives more. */
  readonly wanted: ReadonlySet<DiffId>
}

/** A layer on its way from a source. */
export interface LayerOffer {
  /** Which layer it is, where the source knows before it is read. */
  readonly diffId?: DiffId | undefined
  readonly bytes: LayerBytes
  /** To be called with what it was found to be, once it has been read. */
  readonly found?: ((diffId: DiffId) => void) | undefined
}

export type TakeLayer = (offer: LayerOffer) => Promise<void>

/**
 * The small interface that every source answers. What a source cannot do is absent.
 * All methods throw `SourceError` and nothing else, save for an abort by `signal`.
 */
export interface ImageSource {
  readonly kind: SourceKind
  /** Stable name for people: endpoint, host or file. */
  readonly name: string
  describe(signal: AbortSignal): Promise<SourceDescription>
  /** Absent where a source cannot list repositories. */
  repositories?(signal: AbortSignal): Promise<Listed<RepositoryEntry>>
  tags(repository: Repository, signal: AbortSignal): Promise<Listed<TagEntry>>
  image(query: ImageQuery, signal: AbortSignal): Promise<ImageFacts>
  /**
   * What tags point to now: their digests, by tag; one that is gone is left out. Absent where the list has them.
   */
  digests?(
    repository: Repository,
    tags: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>
  /** What hangs on an image: signatures, attestations, SBOMs; absent where a source keeps no such things. */
  referrers?(
    repository: Repository,
    image: ImageFacts,
    signal: AbortSignal,
  ): Promise<readonly ReferrerFacts[]>
  /**
   * The ends of all images, those with tags first; absent where that would mean reading every image over a network.
   */
  ends?(signal: AbortSignal): Promise<readonly ImageEnd[]>
  /** Why it may hold more than `ends` says; absent where a source is no host. */
  beyond?(signal: AbortSignal): Promise<HeldBeyond | undefined>
  /**
   * Hands on the layers of images, each at most once, some at the same time. What goes wrong with one layer comes
   * out of its own bytes; absent where a source holds no layers.
   */
  layers?(queries: readonly LayersQuery[], take: TakeLayer, signal: AbortSignal): Promise<void>
  /**
   * The image with the lengths of its blobs as the source holds them, each asked for once, where its manifest says
   * otherwise; what is not answered soon stays. Absent where lengths are known, or come from nowhere else.
   */
  sized?(repository: Repository, image: ImageFacts, signal: AbortSignal): Promise<ImageFacts>
  /** The files of a blob that has a table of contents; undefined where it cannot be read. */
  contents?(
    repository: Repository,
    blob: BlobFacts,
    signal: AbortSignal,
  ): Promise<readonly ChunkedFile[] | undefined>
  /** The files of a layer, where a source holds them in place of the layer. */
  files?(diffId: DiffId): IndexedLayer | undefined
  /** The images that the classic builder kept for the steps of an image, the image itself first. */
  parents?(image: ImageFacts, signal: AbortSignal): Promise<readonly ParentImage[]>
  /** Yields when tags may have changed; ends when `signal` aborts or the source goes away. */
  watch?(signal: AbortSignal): AsyncIterable<SourceEvent>
  /** Ends its idle connections; a question that is asked later opens new ones. Absent where there are none to keep. */
  close?(): Promise<void>
}

/** The one class in which a failure is thrown. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  constructor(
    readonly failure: SourceFailure,
    options?: ErrorOptions,
  ) {
    super(`${failure.code} at ${failure.at}`, options)
  }

  /** By its name: a page and a route of one server each have a copy of this module, and sources serve both. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'SourceError' && 'failure' in value
  }
}

/** @param offered  the platforms that there are, where they are known */
export function noPlatform(
  at: string,
  wanted: Platform,
  offered: readonly (Platform | undefined)[],
): SourceError {
  const names = offered.flatMap((platform) => (platform ? [formatPlatform(platform)] : []))
  return new SourceError({ code: 'no-platform', at, wanted: formatPlatform(wanted), offered: names })
}

export function isFor(wanted: Platform, platform: Platform | undefined): boolean {
  return platform?.os === wanted.os && platform.architecture === wanted.architecture
}

/** What goes with a list that was cut: why not all of it is looked at; undefined for a whole one. */
export function cutOf({ cutAt }: Listed<unknown>, what: Bounded, at: string): SourceFailure | undefined {
  return cutAt === undefined ? undefined : { code: 'too-many', at, what, limit: cutAt }
}

/** The failure that was thrown; anything else is thrown again. */
export function failureIn(error: unknown): SourceFailure {
  if (error instanceof SourceError) return error.failure
  throw error
}
