import type { StripBand, StripsChart } from './document'

/** What the picture of a link says, apart from how it is drawn. */
export type Preview = PlainPreview | StrategiesPreview | LayersPreview

interface PreviewText {
  /** Name of the page; empty where it goes without saying. */
  readonly page: string
  readonly title: string
}

/** A view without figures. */
export interface PlainPreview extends PreviewText {
  readonly kind: 'plain'
  readonly text: string
}

/** The answer for a fleet: each strategy's figures and, as a strip, what of its last tag a host downloads. */
export interface StrategiesPreview extends PreviewText, Pick<StripsChart, 'columns' | 'rows'> {
  readonly kind: 'strategies'
  readonly verdict: string
  readonly note: string
  readonly source: string
}

/** One tag as a drill core, with what made its layers. */
export interface LayersPreview extends PreviewText {
  readonly kind: 'layers'
  readonly figures: readonly { readonly label: string; readonly text: string }[]
  /** Base first. */
  readonly core: readonly StripBand[]
  /** Topmost first, as many as there is room for. */
  readonly layers: readonly { readonly slot: number; readonly text: string; readonly bytes: string }[]
  readonly below: string
  readonly source: string
}
