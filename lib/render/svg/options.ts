import type { CardChart, LegendEntry } from '../../document/document'
import type { Units } from '../../i18n/format'
import type { ThemeName } from './theme'

export interface ChartOptions {
  readonly theme: ThemeName
  readonly units: Units
  /** Pixels. */
  readonly width: number
  readonly legend: readonly LegendEntry[]
  /** Begins the ids in the picture: needed where one document contains several. */
  readonly ids?: string | undefined
  /** Whether strategies are named above the chart; where the page does so already it is false. */
  readonly names?: boolean | undefined
  /** About how many pixels its plot is high, where it has a choice; what has no room is counted. */
  readonly plot?: number | undefined
  /** Place of the chart in another picture. */
  readonly at?: { readonly x: number; readonly y: number } | undefined
}

/** What a kind of chart draws into: its own words come with `chart`. */
export interface Plot<C extends CardChart = CardChart> extends ChartOptions {
  readonly chart: C
  readonly ids: string
}

/** A part of a picture that begins at 0 0. */
export interface Drawn {
  readonly height: number
  readonly content: string
}

/** Place of a part in a picture, in its pixels. */
export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
