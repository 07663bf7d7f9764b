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

export interface PreviewBand {
  /** Share of the longest bar, or of the core. */
  readonly share: number
  /** How the layer is marked: see `markOf`. */
  readonly slot: number
  readonly reused: boolean
}

/** Strategies side by side: their figures and, as a bar, what of the last tag a host downloads. */
export interface StrategiesPreview extends PreviewText {
  readonly kind: 'strategies'
  readonly verdict: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly reference: string
    /** Slot of its accent. */
    readonly colour: number
    /** One a column; `best` marks the smallest. */
    readonly figures: readonly { readonly text: string; readonly best: boolean }[]
    /** Base first. */
    readonly bands: readonly PreviewBand[]
  }[]
  readonly note: string
  readonly source: string
}

/** One tag as a drill core, with what made its layers. */
export interface LayersPreview extends PreviewText {
  readonly kind: 'layers'
  readonly figures: readonly { readonly label: string; readonly text: string }[]
  /** Base first. */
  readonly core: readonly PreviewBand[]
  /** Topmost first, as many as there is room for. */
  readonly layers: readonly { readonly slot: number; readonly text: string; readonly bytes: string }[]
  readonly below: string
  readonly source: string
}
