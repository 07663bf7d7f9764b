import type { AlternativeFacts } from '../../oci/facts'

/**
 * What a store's pull spares itself, as data: the plan of one pull, what a host learns, the explanation and the matrix
 * all read it. The run is the layers from the base whose chainIDs the host has and which `reuses` lets pass.
 */
export interface StoreRule {
  /** Also the key of its name in the messages. */
  readonly id: string
  /**
   * When a layer of the run is reused: its chainID is on the host (`chain`), or the host also knows the blob as this
   * layer (`known-blob`). Or there is no run: each layer is reused at its own place where the host has its diffID over
   * whatever layers, and knows the blob as this layer or gets it as the plain tar (`known-blob-anywhere`). A blob whose
   * digest no source gave counts as known.
   */
  readonly reuses: 'chain' | 'known-blob' | 'known-blob-anywhere'
  /** What becomes of a layer above the run: its blob is fetched, or skipped where the content store has it. */
  readonly aboveRun: 'fetch' | 'skip-held-blobs'
  /** The layers whose blobs a pull makes known to the host. */
  readonly registers: 'all-layers' | 'layers-above-run' | 'nothing'
  /** Whether a pull ends, everything reused and nothing registered, when the host has the image's config. */
  readonly sameConfigEnds: boolean
  /**
   * Layers that are copied at a time, in a store where each copy of a blob that an image repeats is fetched unless an
   * earlier one has landed by then; absent where a blob is fetched once.
   */
  readonly inFlight?: number
  /** Who takes an entry of an index of its own choice, where the index has two: see `AlternativeFacts`. */
  readonly takes?: AlternativeFacts['for']
  /** Whether of a layer that has a table of contents (zstd:chunked) only the files are fetched that the host lacks. */
  readonly fetchesFiles?: boolean
}

/**
 * What a pull does with one layer: `reuse` it as a layer of the host, skip its blob because the host has what it holds
 * elsewhere, in its content store or over other layers, and unpacks it from there (`content`), `download` it, or unpack
 * it from a download of the same pull (`repeat`).
 */
export type LayerWay = 'reuse' | 'content' | 'download' | 'repeat'
