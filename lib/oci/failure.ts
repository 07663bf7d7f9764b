import type { ArtifactFacts } from './artifact'

/** Why a source gave no answer, as data. The sentence and the advice are written where they are shown. */
export type SourceFailure =
  /** No socket, connection refused, no DNS: no one answers at `at`. */
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
  /** Fewer bytes of a body than so many came within so many seconds; 1 where none came any more. */
  | {
      readonly code: 'too-slow'
      readonly at: string
      readonly leastBytes: number
      readonly seconds: number
    }
  /** Certificate not trusted, plain http where https was expected, and the like. */
  | { readonly code: 'tls'; readonly at: string; readonly detail: string }
  | { readonly code: 'redirect-loop'; readonly at: string }
  /** More bytes than the limit for this kind of document. */
  | { readonly code: 'too-large'; readonly at: string; readonly limitBytes: number }
  /** More `what` than are looked at, `limit`: nothing of it is shown, save of lists, whose first ones are. */
  | { readonly code: 'too-many'; readonly at: string; readonly what: Bounded; readonly limit: number }
  /** One image of a comparison whose images say more of their layers and steps than one answer holds. */
  | { readonly code: 'left-out'; readonly at: string; readonly limitBytes: number }
  /** Not JSON, or JSON of the wrong shape; `detail` names the field. */
  | { readonly code: 'malformed'; readonly at: string; readonly detail: string }
  | {
      readonly code: 'digest-mismatch'
      readonly at: string
      readonly expected: string
      readonly actual: string
    }
  /** Docker schema 1, Helm chart, … : `mediaType` is what came; `artifact` when it is known what that is. */
  | {
      readonly code: 'unsupported'
      readonly at: string
      readonly mediaType: string
      readonly artifact?: ArtifactFacts | undefined
    }
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
  /** `at` leads to `to`, by a redirect or for a token, where no stranger may send this server. */
  | {
      readonly code: 'not-followed'
      readonly at: string
      readonly to: string
      readonly why: 'scheme' | 'downgrade' | 'plain' | 'address'
    }
  /**
   * A name that may be of the host alone, for which no public registry is asked: its daemon (`at`) does not answer, or
   * holds it and does not say whether it was built here. Absent in what was saved before there was a second reason.
   */
  | {
      readonly code: 'not-asked'
      readonly at: string
      readonly what: string
      readonly why?: 'silent' | 'held' | undefined
    }
  /** A file that is no snapshot, or none that can be opened; `at` is its name. */
  | { readonly code: 'bad-snapshot'; readonly at: string; readonly problem: SnapshotProblem }
  /** The connection broke while an answer was on its way. */
  | { readonly code: 'interrupted'; readonly at: string; readonly detail?: string | undefined }

/** What there may be too many of: tags and repositories of a list, images and names of an archive, layers and steps of an image, referrers. */
export const BOUNDED = ['tags', 'repositories', 'images', 'names', 'layers', 'steps', 'referrers'] as const
export type Bounded = (typeof BOUNDED)[number]

/** Why a layer could not be read, as data; `detail` is for a person. */
export interface LayerProblem {
  readonly code: /** The compressed stream or the archive ends too early. */
    | 'truncated'
    /** Bytes that no gzip, zstd or tar has. */
    | 'corrupt'
    /** Larger in some way than the configuration allows. */
    | 'limit'
    /** Its bytes came too slowly, or no longer; `detail` is for how long. */
    | 'stalled'
    /** The content is not what its digest says. */
    | 'wrong-digest'
    /** Compressed in a way that Strata cannot read. */
    | 'unsupported'
  readonly detail: string
}

/** What two facts of one snapshot say that cannot both be true. References and digests are the file's own: hostile. */
export type SnapshotConflict =
  /** A chainID that does not follow from the diffIDs below it; layers count from 1 at the base. */
  | { readonly about: 'chain-id'; readonly reference: string; readonly layer: number }
  /** One blob digest with two lengths. */
  | { readonly about: 'blob-size'; readonly digest: string; readonly one: number; readonly other: number }
  /** One blob digest that unpacks to two diffIDs. */
  | { readonly about: 'blob-content'; readonly digest: string }
  /** One diffID with two measured sizes by one way of counting. */
  | { readonly about: 'unpacked-size'; readonly digest: string; readonly one: number; readonly other: number }
  /** A history step that made a layer which the image has not; steps count from 1. */
  | {
      readonly about: 'step-layer'
      readonly reference: string
      readonly step: number
      readonly layers: number
    }
  /** A history step whose layer lies below that of an earlier step, or is the same. */
  | { readonly about: 'step-order'; readonly reference: string; readonly step: number }
  | { readonly about: 'same-reference'; readonly reference: string }
  /** Two images with one config digest and other layers. */
  | {
      readonly about: 'config-layers'
      readonly digest: string
      readonly reference: string
      readonly other: string
    }
  /** An image end that is not where its own layers end. */
  | { readonly about: 'end'; readonly reference: string }
  /** Two lists of files for one layer. */
  | { readonly about: 'files'; readonly digest: string }

/** Why a text is no snapshot that can be opened, as data. */
export type SnapshotProblem =
  /** More bytes than may be read: as they come, or unpacked. */
  | { readonly code: 'too-large'; readonly limitBytes: number }
  /** Nested deeper, or of more values, than any snapshot. */
  | { readonly code: 'too-complex' }
  | { readonly code: 'damaged-gzip' }
  /** It ends too early. */
  | { readonly code: 'truncated' }
  | { readonly code: 'not-json' }
  /** JSON of another format; `found` is empty when it names none. */
  | { readonly code: 'other-format'; readonly found: string }
  | { readonly code: 'unknown-version'; readonly found: string; readonly newest: number }
  /** A field that holds something else; `field` is its path. */
  | { readonly code: 'wrong-field'; readonly field: string; readonly detail: string }
  | { readonly code: 'contradiction'; readonly conflict: SnapshotConflict }
