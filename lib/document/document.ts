// Longer than most: the types of every table and chart that a card may have.

import type { Cell, NumberCell, Unit } from '../analysis/cell'
import type { Units } from '../i18n/format'
import type { BarLayout } from '../link/view-state'
import type { Basis } from '../oci/bytes'
import type { Group } from './compare/bars'
import type { Form } from './words/cell-text'

/** What one card says, apart from how it is drawn: every table, picture and file of it starts here. */
export interface CardDocument {
  /** Names the card in links and files: `total`, `matrix`. */
  readonly card: string
  readonly title: string
  /** What its figures come to: the heading of pictures and slides, where there is one to tell. */
  readonly conclusion?: Conclusion | undefined
  readonly note: string
  /** The strategies, in the order in which a cell holds their values; none when the card is of one image. */
  readonly legend: readonly LegendEntry[]
  /** Sentences: verdicts, assumptions. */
  readonly remarks: readonly string[]
  readonly tables: readonly CardTable[]
  readonly charts: readonly CardChart[]
  /** References, short digests, engine and store, basis, time: what makes it stand alone. */
  readonly source: string
  readonly units: Units
}

export interface Conclusion {
  /** `Chained downloads least for an update: 104B against 521.40MB (0.0.3 → 0.0.4)` */
  readonly text: string
  /** The figure of each strategy of the legend; undefined where it has none. */
  readonly figures: readonly ({ readonly text: string; readonly best: boolean } | undefined)[]
}

export interface LegendEntry {
  readonly name: string
  /** Slot of its accent, 0 to 5. */
  readonly colour: number
}

export interface CardTable {
  /** Says which table this is where a card has several. */
  readonly caption?: string | undefined
  /** The first is the header of the rows. */
  readonly columns: readonly CardColumn[]
  readonly rows: readonly CardRow[]
  /** Lines below the rows: all tags together. */
  readonly totals?: readonly CardRow[] | undefined
}

/** What the small figures of a column are, where its cells do not say it themselves. */
export function besideOf({ columns, rows }: CardTable, place: number): string | undefined {
  const isUnsaid = rows.some((row) => row[place]?.beside?.length && row[place].besideLabel === undefined)
  return isUnsaid ? columns[place]?.beside : undefined
}

/** Headers of a table's columns; what the cells give in parentheses is named in parentheses. */
export function titlesOf(table: CardTable): readonly string[] {
  return table.columns.map(({ title }, place) => {
    const beside = besideOf(table, place)
    return beside === undefined ? title : `${title} (${beside})`
  })
}

export interface CardColumn {
  /** Stable and in English, for scripts: `version`, `local`. */
  readonly id: string
  readonly title: string
  readonly align: 'left' | 'right'
  /** Whether its cells hold one value per strategy of the legend, side by side. */
  readonly perStrategy: boolean
  /** The strategy whose values it holds, and its place in the legend, where each has a column of its own. */
  readonly strategy?: (LegendEntry & { readonly place: number }) | undefined
  /** What the small figures of its cells are, where the column has some: `unpacked`, `without sharing`. */
  readonly beside?: string | undefined
}

/** One cell per column. */
export type CardRow = readonly CardCell[]

export interface CardCell {
  readonly values: readonly CardValue[]
  /** The same in the other basis, or what adding up suggests: small, below. */
  readonly beside?: readonly CardValue[] | undefined
  /** Stands before them, where they are another thing than the column's: `without sharing`; empty when they say it. */
  readonly besideLabel?: string | undefined
}

export interface CardValue {
  /** As the page prints it: `788MB`, `≈17.7MB`, `—`. */
  readonly text: string
  /** The figure itself; absent for plain text. */
  readonly cell?: Cell | undefined
  /** Why it is estimated or unknown, as a sentence. */
  readonly why?: string | undefined
  /** Whether it is the smallest of its row. */
  readonly best?: boolean | undefined
}

export type CardChart =
  | BarsChart
  | SeriesChart
  | LinesChart
  | HeatChart
  | TimelineChart
  | StackChart
  | StripsChart

interface ChartWords {
  readonly title: string
  readonly note: string
}

/** Bars per tag, stacked from layers, base at the bottom. */
export interface BarsChart extends ChartWords {
  readonly kind: 'bars'
  readonly groups: readonly Group[]
  /** Whether its places are numbers of the table's rows: it says nothing without them. */
  readonly keyed?: boolean | undefined
  readonly layout?: BarLayout | undefined
  readonly notes?: readonly ChartNote[] | undefined
}

/** Any figure along tags, from the cells of the tables: a line or two per strategy. Only what is in view. */
export interface SeriesChart extends ChartWords {
  readonly kind: 'series'
  /** Names the figure in links: `layers`, `download`. */
  readonly figure: string
  readonly unit: Unit
  /** Labels of the rows in view, in their order. */
  readonly places: readonly string[]
  /** Where the first of them stands among all rows, and how many there are. */
  readonly first: number
  readonly all: number
  readonly scale: 'linear' | 'log'
  /** What each line of a strategy is; one part alone needs no name beside the chart's title. */
  readonly parts: readonly SeriesPart[]
  /** Whether the room between the first two parts is filled: it is what the third one says. */
  readonly interval?: boolean | undefined
  readonly lines: readonly SeriesLine[]
  /** Values that are not to be passed. */
  readonly limits: readonly { readonly value: number; readonly text: string }[]
  /** Whether it stands for bars, of which there are too many to be read. */
  readonly forced?: boolean | undefined
  readonly notes?: readonly ChartNote[] | undefined
  /** Whether its notes are listed beside it, with those of other charts. */
  readonly listed?: boolean | undefined
}

export interface SeriesPart {
  readonly title: string
  /** How its figures are written. */
  readonly form: Form
  /** A part that is only said is read out beside the others. */
  readonly look: 'line' | 'dashed' | 'said'
}

export interface SeriesLine {
  /** Position in the legend. */
  readonly strategy: number
  readonly name: string
  readonly colour: number
  /** By part, one per place: the tables' cells; undefined where the strategy has no tag. */
  readonly cells: readonly (readonly (NumberCell | undefined)[])[]
}

/** What stands out at a tag, marked on the chart by its number. */
export interface ChartNote {
  /** Among the chart's places, or its groups. */
  readonly place: number
  /** Position in the legend. */
  readonly strategy: number
  /** Slot of the strategy's accent. */
  readonly colour: number
  /** In the list of all that stands out, from 1. */
  readonly number: number
  /** As short as a chart has room for. */
  readonly text: string
  /** As the list says it. */
  readonly sentence: string
  /** Where it leads. */
  readonly href?: string | undefined
}

/** Bytes along releases, a line per strategy. */
export interface LinesChart extends ChartWords {
  readonly kind: 'lines'
  readonly bytesOf: Basis
  /** Labels of the releases, first to last. */
  readonly places: readonly string[]
  readonly lines: readonly {
    readonly name: string
    readonly colour: number
    /** One per place; undefined where nothing is known. */
    readonly values: readonly (number | undefined)[]
    /** Drawn dashed: a figure that is not the main one of its strategy. */
    readonly dashed?: boolean | undefined
    /** What it is beside its strategy's: where lines have one, strategies are named by colour and these by dash. */
    readonly part?: string | undefined
  }[]
}

/** The upgrade matrix: one map per strategy, all in one scale of colours. */
export interface HeatChart extends ChartWords {
  readonly kind: 'heat'
  readonly bytesOf: Basis
  readonly maps: readonly {
    readonly name: string
    readonly colour: number
    readonly tags: readonly string[]
    /** `bytes[0]` are pulls of a host that holds nothing, `bytes[1 + from]` of one that holds that tag. */
    readonly bytes: readonly (readonly (number | null)[])[]
    readonly estimated: boolean
  }[]
  /** What a host that holds nothing is called. */
  readonly nothing: string
}

/** A pull over time, a lane per layer, base first. */
export interface TimelineChart extends ChartWords {
  readonly kind: 'timeline'
  readonly totalMs: number
  readonly lanes: readonly {
    readonly label: string
    readonly bytes?: number | undefined
    /** Start and end in ms; absent when the layer is reused or its bytes are not known. */
    readonly download?: readonly [number, number] | undefined
    readonly unpack?: readonly [number, number] | undefined
    readonly reused: boolean
  }[]
}

/** The layers of one image as a drill core, base first. */
export interface StackChart extends ChartWords {
  readonly kind: 'stack'
  readonly bytesOf: Basis
  readonly layers: readonly {
    readonly label: string
    /** How it is marked: see `markOf`. */
    readonly slot: number
    readonly bytes?: number | undefined
    readonly text: string
  }[]
}

/** A strip of layers per strategy, base first, with a few figures of it. */
export interface StripsChart extends ChartWords {
  readonly kind: 'strips'
  /** What the figures are. */
  readonly columns: readonly string[]
  readonly rows: readonly StripRow[]
}

export interface StripRow {
  readonly name: string
  readonly reference: string
  /** Slot of its accent. */
  readonly colour: number
  /** One a column; `best` marks the smallest. */
  readonly figures: readonly { readonly text: string; readonly best: boolean }[]
  /** Base first; none where bytes are not known. */
  readonly bands: readonly StripBand[]
}

export interface StripBand {
  /** Share of the longest strip. */
  readonly share: number
  /** Place in the palette of layers. */
  readonly slot: number
  readonly reused: boolean
}
