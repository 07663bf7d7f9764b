/**
 * Why a pull does with a layer what it does, as data: the sentence is written where it is shown. `image` is the
 * name of a held image; layers are counted from 1, the base.
 */
export type PullReason =
  /** Classic store: the image itself is on the host, under this name. Nothing but the manifest is fetched. */
  | { readonly code: 'same-config'; readonly image: string }
  /**
   * The layer with all below it is on the host through `image`. `assumed` when the rule asks for the blob too
   * and its digest, here or on the host, is not known.
   */
  | { readonly code: 'held'; readonly image: string; readonly assumed?: true | undefined }
  /** The blob lies in the content store, as layer `layer` of `image`; `assumed` when its digest is not known. */
  | {
      readonly code: 'content'
      readonly image: string
      readonly layer: number
      readonly assumed?: true | undefined
    }
  /**
   * The layer is on the host as layer `layer` of `image`, over other layers: it is unpacked from there. `assumed` when
   * the blob's digest, here or on the host, is not known.
   */
  | {
      readonly code: 'elsewhere'
      readonly image: string
      readonly layer: number
      readonly assumed?: true | undefined
    }
  /** The same blob as layer `layer` of this image, which is being fetched. */
  | { readonly code: 'repeat'; readonly layer: number }
  /** The same blob as layer `layer` of this image, which is on its way still, as far as can be foreseen. */
  | { readonly code: 'repeat-in-flight'; readonly layer: number }
  /** First miss: `image`, the nearest, shares `shared` layers (one or more) and goes on with another one. */
  | { readonly code: 'chain-differs'; readonly image: string; readonly shared: number }
  /** First miss: the content is on the host as layer `layer` of `image`, but on other layers than here. */
  | { readonly code: 'other-parent'; readonly image: string; readonly layer: number }
  /** The content is on the host as layer `layer` of `image`, but here layer `firstMiss`, below, is not reused. */
  | {
      readonly code: 'above-first-miss'
      readonly image: string
      readonly layer: number
      readonly firstMiss: number
    }
  /**
   * The host has the content as layer `layer` of `image` but does not know this blob: it only built the layer
   * (`built`), got it under another digest, compressed another way (`other-blob`), did not fetch the blob because the
   * layer was there already (`fetch-skipped`), or this image's digest is not known (`digest-unknown`).
   */
  | {
      readonly code: 'blob-unknown'
      readonly image: string
      readonly layer: number
      readonly because: 'built' | 'other-blob' | 'fetch-skipped' | 'digest-unknown'
    }
  /** New as a layer; of its blob the files are fetched that no layer of the host has which came with a table. */
  | { readonly code: 'in-part' }
  /** Nowhere on this host. */
  | { readonly code: 'new' }
