/** What two facts of one snapshot say that cannot both be true. References and digests are the file's own: hostile. */
export type SnapshotConflict =
  /** A chainID that does not follow from the diffIDs below it; layers count from 1 at the base. */
  | { readonly about: 'chain-id'; readonly reference: string; readonly layer: number }
  /** One blob digest with two lengths. */
  | { readonly about: 'blob-size'; readonly digest: string; readonly one: number; readonly other: number }
  /** One blob digest that unpacks to two diffIDs. */
  | { readonly about: 'blob-content'; readonly digest: string }
  /** One diffID with two measured sizes by one ruler. */
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
