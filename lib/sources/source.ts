import type { LayerIndex } from '../layerfs/entry'
import type { ChainId, DiffId } from '../oci/digest'
import type { ImageFacts, LayerFacts, SourceKind, Store } from '../oci/facts'
import type { Reference, Repository } from '../oci/reference'
import type { Platform } from '../oci/types'
import type { LayerBytes } from './layers/layer-bytes'
import type { SnapshotProblem } from './snapshot/problem'

/** One tag of a repository, as a list names it. */
export interface TagEntry {
  readonly tag: string
  /** What the tag points to, when the list tells it: image id, manifest or index digest. */
  readonly digest?: string | undefined
  readonly created?: string | undefined
  /** The host pulled or pushed this image under this repository: the registry has, or had, it. */
  readonly inRegistry?: boolean | undefined
  /** A snapshot tells that daemon and registry held different images under this tag: what each of them had. */
  readonly moved?: { readonly daemon: string; readonly registry: string } | undefined
}

/** Where an image ends: what gives a name to a run of layers. */
export interface ImageEnd {
  /** Canonical reference. */
  readonly reference: string
  /** ChainID of the topmost layer. */
  readonly chainId: ChainId
  /** All of its layers, base first, where the source has them at hand. */
  readonly layers?: readonly LayerFacts[] | undefined
  /** The host pulled or pushed this image: it knows the blobs of its layers. */
  readonly transferred?: boolean | undefined
}

export interface RepositoryEntry {
  /** Canonical `host/repository`, see `formatRepository`. */
  readonly repository: string
  /** How many tags the source knows, when it tells without being asked for each. */
  readonly tags?: number | undefined
}

/** What a source says of itself. */
export type SourceDescription =
  | {
      readonly kind: 'daemon'
      readonly name: string
      /** `unix:///var/run/docker.sock`, `tcp://…`; never with credentials. */
      readonly endpoint: string
      /** Where the endpoint was named: `DOCKER_HOST`, `context desktop-linux`, `default socket`, `rootless socket`. */
      readonly foundBy: string
      readonly version: string
      readonly apiVersion: string
      readonly store: Store
      readonly storageDriver: string
      readonly platform: Platform
    }
  | { readonly kind: 'registry'; readonly name: string; readonly host: string; readonly insecure: boolean }
  | {
      readonly kind: 'snapshot'
      readonly name: string
      readonly title: string
      readonly createdAt: string
      /** What a person wrote about it; empty when nothing. */
      readonly notes: string
      /** Engine that the facts were read from, if any. */
      readonly engine?: { readonly version: string; readonly store: Store } | undefined
    }
  | { readonly kind: 'archive'; readonly name: string }

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

/** An image of which layers are wanted, as the source itself told of it. */
export interface LayersQuery {
  readonly reference: Reference
  readonly image: ImageFacts
  /** The layers to read; a source that can only give all of an image gives more. */
  readonly wanted: ReadonlySet<DiffId>
}

/** A layer on its way from a source. */
export interface LayerOffer {
  /** Which layer it is, when the source can tell before it is read. */
  readonly diffId?: DiffId | undefined
  readonly bytes: LayerBytes
}

/**
 * The small interface that every source answers. Capabilities are told by presence.
 * All methods throw `SourceError` and nothing else, save for an abort by `signal`.
 */
export interface ImageSource {
  readonly kind: SourceKind
  /** Stable name for people: endpoint, host or file. */
  readonly name: string
  describe(signal: AbortSignal): Promise<SourceDescription>
  /** Absent where a source cannot list repositories. */
  repositories?(signal: AbortSignal): Promise<readonly RepositoryEntry[]>
  tags(repository: Repository, signal: AbortSignal): Promise<readonly TagEntry[]>
  image(query: ImageQuery, signal: AbortSignal): Promise<ImageFacts>
  /** The ends of all tagged images; absent where that would mean reading every image over a network. */
  ends?(signal: AbortSignal): Promise<readonly ImageEnd[]>
  /**
   * Hands on the layers of images, each at most once, some at the same time. What goes wrong with one layer comes
   * out of its own bytes; absent where a source holds no layers.
   */
  layers?(
    queries: readonly LayersQuery[],
    take: (offer: LayerOffer) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>
  /** The files of a layer, where a source holds them in place of the layer. */
  files?(diffId: DiffId): LayerIndex | undefined
  /** The images that the classic builder kept for the steps of an image, the image itself first. */
  parents?(image: ImageFacts, signal: AbortSignal): Promise<readonly ParentImage[]>
  /** Yields when tags may have changed; ends when `signal` aborts or the source goes away. */
  watch?(signal: AbortSignal): AsyncIterable<SourceEvent>
}

/** Why a source gave no answer, as data. The sentence and the advice are written where they are shown. */
export type SourceFailure =
  /** No socket, connection refused, no DNS: nobody answers at `at`. */
  | { readonly code: 'unreachable'; readonly at: string; readonly detail?: string | undefined }
  /** The daemon's socket exists but this user may not open it; `group` owns it. */
  | { readonly code: 'socket-denied'; readonly at: string; readonly group?: string | undefined }
  /** 401: credentials missing or wrong. */
  | { readonly code: 'unauthorized'; readonly at: string; readonly detail?: string | undefined }
  /** 403. */
  | { readonly code: 'denied'; readonly at: string; readonly detail?: string | undefined }
  /** 404 of a repository, tag or manifest; `what` is the reference. */
  | { readonly code: 'not-found'; readonly at: string; readonly what: string }
  /** 429 after the last retry. */
  | { readonly code: 'rate-limited'; readonly at: string; readonly retryAfterSeconds?: number | undefined }
  /** 5xx after the last retry, or any other unexpected status. */
  | { readonly code: 'server-error'; readonly at: string; readonly status: number }
  | { readonly code: 'timeout'; readonly at: string; readonly seconds: number }
  /** Certificate not trusted, plain http where https was expected, and the like. */
  | { readonly code: 'tls'; readonly at: string; readonly detail: string }
  | { readonly code: 'redirect-loop'; readonly at: string }
  /** More bytes than the limit for this kind of document. */
  | { readonly code: 'too-large'; readonly at: string; readonly limitBytes: number }
  /** Not JSON, or JSON of the wrong shape; `detail` names the field. */
  | { readonly code: 'malformed'; readonly at: string; readonly detail: string }
  | {
      readonly code: 'digest-mismatch'
      readonly at: string
      readonly expected: string
      readonly actual: string
    }
  /** Docker schema 1, Helm chart, … : `mediaType` is what came. */
  | { readonly code: 'unsupported'; readonly at: string; readonly mediaType: string }
  /** The index holds no image for the platform asked. */
  | {
      readonly code: 'no-platform'
      readonly at: string
      readonly wanted: string
      readonly offered: readonly string[]
    }
  /** The registry's `_catalog` is switched off. */
  | { readonly code: 'no-catalog'; readonly at: string }
  /** The configuration does not allow this host. */
  | { readonly code: 'not-allowed'; readonly at: string }
  /** A file that is no snapshot, or none that can be opened; `at` is its name. */
  | { readonly code: 'bad-snapshot'; readonly at: string; readonly problem: SnapshotProblem }
  /** The connection broke while an answer was on its way. */
  | { readonly code: 'interrupted'; readonly at: string; readonly detail?: string | undefined }

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

/** The failure that was thrown; anything else is thrown again. */
export function failureIn(error: unknown): SourceFailure {
  if (error instanceof SourceError) return error.failure
  throw error
}
