/** Why a figure is unknown or estimated, as data; the sentence is `reasons.<code>` of the interface's language. */
export interface Reason {
  readonly code: ReasonCode
  readonly data?: Readonly<Record<string, string | number>> | undefined
}

export type ReasonCode =
  /** No registry reported how it stores layers (`layers` of them): transfer bytes are not known. */
  | 'no-registry'
  /** The manifest says 0 for `layers` layers, and the registry does not say how long their blobs are. */
  | 'size-unknown'
  /** The registry's image of this tag is another one than the daemon's. */
  | 'moved'
  /** No host reported unpacked sizes (`layers` of them): the image is not on this host. */
  | 'not-local'
  /** The containerd store has not unpacked the image, or not all of it: its history says 0 for what is missing. */
  | 'not-unpacked'
  /** The engine has the image and refuses its history, where unpacked sizes stand. */
  | 'history-refused'
  /** The engine's history says 0 for every step of an image that is not empty. */
  | 'zero-history'
  /** Not every step could be paired with its layer, so per-layer sizes are not known. */
  | 'unpaired'
  /** Sizes were paired with layers by inference. */
  | 'inferred'
  /** The blobs' digests are not known; reuse was judged by chainID alone. */
  | 'no-blobs'
  /** `layers` layers have the blob of another one that is fetched: each copy is, unless an earlier one has landed. */
  | 'repeated-blob'
  /** The hosts of this rule take another entry of the image's index, packed otherwise. */
  | 'other-entry'
  /** `layers` layers are fetched file by file: what lies between files is not counted to the byte. */
  | 'in-part'
  /** Files of `layers` layers that may be fetched file by file were not read: they count whole. */
  | 'files-unknown'
  /** A tag that the cache set needs (`tag`) could not be read. */
  | 'cache-incomplete'
  /** At most this: the daemon's build cache holds layers too (`count` of them). */
  | 'held-build-cache'
  /** At most this: `count` images of the daemon were not looked at. */
  | 'held-left-out'
  /** At most this: what the daemon holds could not be read. */
  | 'held-unread'
  /** At most this: the daemon holds `count` of the layers, and does not say whether it knows their blobs. */
  | 'held-blobs-unsaid'
  /** Two rulers in one sum: of file content, disk blocks and tar bytes. */
  | 'mixed-rulers'
  /** The unpacked part was counted as file content or tar bytes, while this store's hosts count disk blocks. */
  | 'other-ruler'
  /** No source could read the tag (`tag`). */
  | 'unread'
  /** No earlier tag to compare with. */
  | 'first-tag'
  /** The tag before (`tag`) could not be read. */
  | 'previous-unread'
  /** The tag has no place in the order of its repository: a channel, or a mere name. */
  | 'no-place'
  /** Its files have not been read. */
  | 'files-unread'
  /** The image has no layers. */
  | 'no-layers'
  /** The image's layers hold no bytes of file content. */
  | 'no-content'
  /** Some tags (`missing` of `total`) of the series could not be read or lack the figure. */
  | 'incomplete'
  /** Entries of the repository (`entries` of them) were not read, or do not say how large they are. */
  | 'entries-unread'
  /** The series' layers do not grow from tag to tag: no limit comes nearer. */
  | 'no-growth'
  /** The store allows images no number of layers that holds on every host. */
  | 'no-layer-limit'
  /** Computed for images that were never built. */
  | 'predicted'
  /** Extrapolated at the series' pace of `layers` layers a release. */
  | 'pace'
  /** Expected of a month: what `releases` releases cost on average. */
  | 'expected'
  /** No tag of the series could be read. */
  | 'unread-series'

export type Unit = 'bytes' | 'layers' | 'ratio' | 'releases'

/** One figure. A page, an API answer, an export and a picture draw the same cells. */
export type NumberCell =
  | {
      readonly kind: 'exact' | 'estimate'
      readonly value: number
      readonly unit: Unit
      readonly why?: Reason | undefined
    }
  | { readonly kind: 'unknown'; readonly unit: Unit; readonly why: Reason }

/** The images that a pull reuses whole, in the articles' notation: a range of tags, a base image, or nothing. */
export type ImagesCell =
  | { readonly kind: 'images'; readonly images: 'none' }
  | { readonly kind: 'images'; readonly images: 'tags'; readonly first: string; readonly last: string }
  /** `name` is the familiar name of the base; absent when no tag ends where the reuse ends: `layers` layers then. */
  | {
      readonly kind: 'images'
      readonly images: 'base'
      readonly name?: string | undefined
      readonly layers: number
    }
  | { readonly kind: 'unknown'; readonly unit: 'images'; readonly why: Reason }

export type Cell = NumberCell | ImagesCell

/** A cell as one of numbers; undefined for none, and for one of images. */
export function numberCell(cell: Cell | undefined): NumberCell | undefined {
  return cell === undefined || cell.kind === 'images' || cell.unit === 'images' ? undefined : cell
}

export const exact = (value: number, unit: Unit): NumberCell => ({ kind: 'exact', value, unit })

export const estimate = (value: number, unit: Unit, why: Reason): NumberCell => ({
  kind: 'estimate',
  value,
  unit,
  why,
})

export const unknown = (unit: Unit, why: Reason): NumberCell => ({ kind: 'unknown', unit, why })
