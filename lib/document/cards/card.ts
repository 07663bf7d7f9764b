import type { AdviceReport } from '../../analysis/advisor/advice'
import type { SharedReport } from '../../analysis/chain-report'
import type { DiffFilesReport, DiffReport } from '../../analysis/diff-report'
import type { DownloadsReport, PullReport } from '../../analysis/downloads-report'
import type { PlaceReport } from '../../analysis/place-report'
import type { CompareReport } from '../../analysis/report'
import type { PageKey } from '../../link/pages'
import type { TagState } from '../../link/tag-state'
import type { BarLayout, ChartState, OptionalColumn, Sort, ViewState } from '../../link/view-state'
import type { SourceFailure } from '../../oci/failure'
import type { NoteView } from '../compare/note-link'
import type { CardDocument } from '../document'
import type { FleetState } from '../downloads/fleet-fields'
import type { PullChoice } from '../downloads/pull-choice'
import type { LinkState } from '../downloads/pull-timeline'
import type { FileListing } from '../tag/file-listing'
import type { CardContext } from '../values'
import type { Words } from '../words/words'
import type { TagContext } from './tag/context'

export interface CompareContext extends CardContext, Partial<ChartState> {
  /** As the page has it: its strategies named, none left out. */
  readonly report: CompareReport
  readonly sort: Sort
  readonly cols: readonly OptionalColumn[]
  /** How the bars of the total card stand, where that is chosen. */
  readonly bars?: BarLayout | null | undefined
  /** What links of notes have, where they are some. */
  readonly linked?: NoteView | undefined
}

/** A comparison, and the fleet that is asked about: hosts, per cent that start empty, releases a month. */
export interface AnswerContext extends Pick<CompareContext, 'report'>, AnswerState, CardContext {}
export type AnswerState = Pick<ViewState, 'hosts' | 'empty' | 'month'>

export interface DownloadsContext extends FleetState, CardContext {
  /** With its strategies named. */
  readonly report: DownloadsReport
}

export interface PullContext extends DownloadsContext, LinkState {
  /** Of this report. */
  readonly choice: PullChoice
  readonly pull: PullReport
}

export interface AdviceContext extends CardContext {
  /** The answer, and the series as it stands: where the advice comes from when it compares nothing itself. */
  readonly answer: { readonly advice: AdviceReport; readonly asked: CompareReport } | SourceFailure
  /** The repository that the link asks about. */
  readonly advise: string
}

/** A tag with its place in its series. */
export interface PlacedContext extends TagContext {
  readonly place: PlaceReport
}

export interface LayersContext extends TagContext {
  /** Which other tags hold each layer, base first. */
  readonly shared: SharedReport
}

export interface FilesContext extends TagContext, Pick<TagState, 'view' | 'q'> {
  /** Position of the layer that is looked at. */
  readonly layer: number
  readonly listing: FileListing
}

export interface DiffContext extends CardContext, Pick<TagContext, 'source'> {
  readonly diff: DiffReport
  /** What the link chooses of it. */
  readonly view: Pick<TagState, 'recorded' | 'find' | 'pair'>
  /** Paths that differ; absent while the files of both are not known. */
  readonly files?: DiffFilesReport | undefined
}

/** What cards are made of: a page reads what its cards need, each once. */
export interface CardContexts {
  readonly compare: CompareContext
  readonly answer: AnswerContext
  readonly downloads: DownloadsContext
  readonly pull: PullContext
  readonly advice: AdviceContext
  /** The comparison of today's series with the one that the advisor proposes. */
  readonly advised: CompareContext
  readonly tag: TagContext
  readonly placed: PlacedContext
  readonly layers: LayersContext
  readonly files: FilesContext
  readonly diff: DiffContext
}
export type CardNeed = keyof CardContexts

/** A part of a link: a parameter, with a value or with any. */
export interface LinkPart {
  readonly name: string
  readonly value?: string | undefined
}

/** What a card says beside its name and its title; what it has nothing of may be left out. */
type Said = Partial<CardDocument> & Pick<CardDocument, 'source'>

/** One card: one file each, listed in `index.ts`. */
export interface CardDefinition<Need extends CardNeed = CardNeed> {
  /** Names it in links and files; no other card has it. */
  readonly id: string
  /** Key of its title in the messages. */
  readonly title: string
  /** Pages that show it, each in the order of the list. */
  readonly pages: readonly PageKey[]
  readonly needs: Need
  /** What a presentation shows of it, a slide each; nothing when absent. */
  readonly slides?: readonly ('sentences' | 'table' | 'chart')[] | undefined
  /** Links for which the palette offers it: all of its pages when absent; false for one that often has nothing to say. */
  readonly offered?: LinkPart | false | undefined
  /** The reason given when it is asked for by its name and has nothing to say. */
  readonly missing?: string | undefined
  /** Undefined when there is nothing to say. Never throws. */
  says(context: CardContexts[Need]): Said | undefined
}

/** What a card says of what it needs; undefined when there is nothing to say. */
export function documentOf<Need extends CardNeed>(
  card: CardDefinition<Need>,
  context: CardContexts[Need],
): CardDocument | undefined {
  const said = card.says(context)
  const { words, units } = context
  const nothing = { note: '', legend: [], remarks: [], tables: [], charts: [] }
  return said && { card: card.id, title: titleOf(card, words), ...nothing, ...said, units }
}

function titleOf({ title }: Pick<CardDefinition, 'title'>, words: Words): string {
  const [namespace = '', key = ''] = title.split('.')
  return words(namespace)(key)
}
