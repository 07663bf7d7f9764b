import type { TransferBytes, UnpackedBytes } from './bytes'
import type { ChunkedFacts, ChunkedFile } from './chunked'
import type { BlobDigest, ChainId, ConfigDigest, DiffId, IndexDigest, ManifestDigest } from './digest'
import type { Platform } from './types'

export type SourceKind = 'daemon' | 'registry' | 'snapshot' | 'archive'

/**
 * How a host keeps images: `classic` graph drivers (overlay2), the `containerd` image store, or `containers-storage`
 * (Podman, CRI-O, Buildah).
 */
export const STORES = ['classic', 'containerd', 'containers-storage'] as const
export type Store = (typeof STORES)[number]

/** Where a fact comes from and when it was read. */
export interface Origin {
  readonly kind: SourceKind
  /** What a person calls the source: the daemon's endpoint, the registry's host, the snapshot's file name. */
  readonly name: string
  /** ISO 8601 time of reading. A snapshot keeps the time of its first reading. */
  readonly at: string
}

/**
 * What a host's byte count counts. Classic drivers count file content (a hard link once, directories as 0);
 * the containerd store counts the disk blocks that the snapshot uses; containers-storage the length of the layer's tar.
 */
export const RULERS = ['file content', 'disk blocks', 'tar bytes'] as const
export type SizeAccounting = (typeof RULERS)[number]

/** What the hosts of a store count. */
export const RULER_OF: Readonly<Record<Store, SizeAccounting>> = {
  classic: 'file content',
  containerd: 'disk blocks',
  'containers-storage': 'tar bytes',
}

export interface UnpackedFigure {
  readonly bytes: UnpackedBytes
  readonly exactness: 'measured' | 'estimated'
  readonly ruler: SizeAccounting
}

export interface BlobFacts {
  readonly digest: BlobDigest
  readonly mediaType: string
  /** What the registry holds; absent where what the manifest says cannot be, and the registry does not say otherwise. */
  readonly transferBytes?: TransferBytes | undefined
  /**
   * What the manifest says, where the registry holds another length, or what it says cannot be one and the registry
   * does not say.
   */
  readonly declaredBytes?: TransferBytes | undefined
  /** How it is packed, where it was read and is packed otherwise than its media type says. */
  readonly packedAs?: 'gzip' | 'zstd' | undefined
  /** What it unpacks to, where it was read and is not the layer that the config names. */
  readonly contentDiffId?: DiffId | undefined
  /** Set for a blob that is fetched from elsewhere, as Windows' base layers are: the registry does not hold it. */
  readonly foreign?: true | undefined
  /** Set when the blob is annotated as one that single files can be read from. */
  readonly seekable?: 'eStargz' | 'zstd:chunked' | undefined
  /** Where a zstd:chunked blob has its table of contents. */
  readonly chunked?: ChunkedFacts | undefined
  /** What that table says; absent while it was not read. */
  readonly files?: readonly ChunkedFile[] | undefined
}

/** What is known of one layer. What is not known is absent, never 0. */
export interface LayerFacts {
  readonly diffId: DiffId
  readonly chainId: ChainId
  /** Absent while no registry has reported how it stores this layer. */
  readonly blob?: BlobFacts | undefined
  /** Absent while no host has reported what this layer takes unpacked. */
  readonly unpacked?: UnpackedFigure | undefined
}

/** One entry of the image's history. */
export interface HistoryStep {
  readonly createdBy: string
  readonly created?: string | undefined
  readonly comment?: string | undefined
  /** Position in `layers` of the layer that this step made; `null` for a step without one; absent when not known. */
  readonly layer?: number | null | undefined
  /** The daemon's figure for this step, as `docker history` prints it. */
  readonly unpackedBytes?: UnpackedBytes | undefined
  /** The image that the classic builder kept for this step, when this host built it. */
  readonly imageId?: string | undefined
}

/**
 * How it is known which steps made layers: from the config (`empty_layer`), from the daemon's history by
 * inference, or not at all because the counts differ (imported or squashed images).
 */
export type StepsFrom = 'config' | 'inferred' | 'unpaired'

/** Another entry of an index for the same platform, which some engines take in place of the image. */
export interface AlternativeFacts {
  /** Who takes it: Podman prefers zstd; Docker 20.10 and Podman do not look at the features that an entry asks for. */
  readonly for: 'podman' | 'docker-20'
  readonly manifestDigest: ManifestDigest
  /** Of its distinct layers; absent when its manifest does not say, or could not be read. */
  readonly transferBytes?: TransferBytes | undefined
}

/** What is odd about an entry of an index: it stands in an index within it, names no platform, or asks for features. */
export const ENTRY_ODDITIES = ['nested', 'no-platform', 'os-features'] as const
export type EntryOddity = (typeof ENTRY_ODDITIES)[number]

/** What is known of one image of one platform: layers base first, history oldest first. */
export interface ImageFacts {
  /** Canonical reference that was asked for, see `formatReference`. */
  readonly reference: string
  /** The sources that these facts were joined from; one for facts straight from a source. */
  readonly origins: readonly Origin[]
  readonly configDigest?: ConfigDigest | undefined
  readonly manifestDigest?: ManifestDigest | undefined
  readonly indexDigest?: IndexDigest | undefined
  /** The daemon's `Id`: the config digest on a classic store, a manifest or index digest on a containerd store. */
  readonly imageId?: string | undefined
  /** `host/repository@digest` names under which this host pulled or pushed the image. */
  readonly repoDigests: readonly string[]
  readonly platform?: Platform | undefined
  /** Further platforms of the same index, attestations left out. */
  readonly otherPlatforms?: readonly Platform[] | undefined
  /** How its index lists it, where engines stumble over that. */
  readonly listedAs?: readonly EntryOddity[] | undefined
  /** Figures are of the entry that Docker and containerd take; here is what others take instead. */
  readonly alternatives?: readonly AlternativeFacts[] | undefined
  readonly created?: string | undefined
  /** Image id of the step before, set only by the classic builder on the host that built it. */
  readonly parent?: string | undefined
  readonly store?: Store | undefined
  /**
   * Where the host keeps what each layer adds, base first, as long as `layers`: of a classic store whose driver says
   * so, straight from its engine. A path of that host alone: a snapshot does not take it along.
   */
  readonly folders?: readonly string[] | undefined
  readonly layers: readonly LayerFacts[]
  readonly history: readonly HistoryStep[]
  readonly stepsFrom: StepsFrom
  /** Layers that the config's history names, where they are not as many as the image has. */
  readonly historyLayers?: number | undefined
  /**
   * Why an engine that holds the image does not say what its layers take: it refused the history, or wrote 0 for every
   * step of an image that is not empty.
   */
  readonly unmeasured?: 'history-refused' | 'zero-history' | undefined
}

/** Where an image ends: what a host holds, and what gives a name to a run of layers. */
export interface ImageEnd {
  /** Canonical reference: with a tag, or with a digest where the host has it under no tag; absent of one without a name. */
  readonly reference?: string | undefined
  /** The host's id of one without a tag. */
  readonly imageId?: string | undefined
  /** ChainID of the topmost layer. */
  readonly chainId: ChainId
  /** All of its layers, base first, where the source knows them. */
  readonly layers?: readonly LayerFacts[] | undefined
  /** The host pulled or pushed this image, or keeps all blobs: it knows those of its layers. */
  readonly transferred?: boolean | undefined
}

/** Why a host may spare more of a pull than the images say that it lists. */
export interface HeldBeyond {
  readonly code: /** Layers of BuildKit's cache (`count` of them), which the engine does not name. */
    | 'build-cache'
    /** Images, `count` of them, whose layers are not known: there are more than are looked at, or the engine does not say. */
    | 'left-out'
    /** What it holds could not be read. */
    | 'unread'
    /** It does not say of which layers it knows the blobs, whether it pulled, pushed or built them. */
    | 'blobs-unsaid'
  readonly count: number
}
