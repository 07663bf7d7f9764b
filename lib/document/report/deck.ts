import type { CompareReport } from '../../analysis/report'
import { plain } from '../../oci/plain'
import type { CardChart, CardDocument, CardTable, LegendEntry } from '../document'
import { kindName } from '../words/kind-text'
import type { Translate } from '../words/translate'
import type { ReportCard, ReportDocuments } from './documents'
import { footnotesOf } from './footnotes'

/** One picture of a presentation: as much as a room can read at a time. */
export interface Slide {
  /** Names it in the link: `total`, `total-chart`. */
  readonly id: string
  readonly title: string
  /** What the card comes to: the heading, where there is one; the title stands beside it. */
  readonly conclusion?: string | undefined
  readonly note: string
  readonly legend: readonly LegendEntry[]
  /** Whether the strategies are to be named above the body: lines and maps name them themselves. */
  readonly named: boolean
  readonly body:
    | { readonly kind: 'title'; readonly strategies: readonly NamedStrategy[] }
    | { readonly kind: 'sentences'; readonly sentences: readonly string[] }
    | { readonly kind: 'table'; readonly table: CardTable }
    | { readonly kind: 'chart'; readonly chart: CardChart }
}

interface NamedStrategy extends LegendEntry {
  readonly kind: string
  readonly reference: string
}

export interface Deck {
  readonly slides: readonly Slide[]
  /** Reasons by number, in pairs: a map does not travel to the browser. */
  readonly footnotes: readonly (readonly [string, number])[]
}

interface Question {
  readonly documents: ReportDocuments
  readonly report: CompareReport
  readonly title: string
  /** Of the namespace `kind`. */
  readonly kinds: Translate
}

/** The slides of a presentation, in their order; what has no figures has no slide. */
export function deckOf({ documents: { cards, chains, problems }, report, title, kinds }: Question): Deck {
  const first: Slide = {
    id: 'title',
    title,
    note: '',
    legend: [],
    named: false,
    body: {
      kind: 'title',
      strategies: report.strategies.map(({ name, colour, kind, repository, input }) => ({
        name: plain(name),
        colour,
        kind: kindName(kinds, kind),
        reference: plain(repository ?? input.reference),
      })),
    },
  }
  const tables = cards.filter(({ slides = [] }) => slides.includes('table')).map(({ document }) => document)
  const slides = [
    first,
    ...cards.flatMap((card) => cardSlides(card, problems)),
    ...chains.flatMap((chain, place) => chartSlides({ ...chain, card: `layers-${place + 1}` })),
  ]
  return { slides, footnotes: [...footnotesOf(tables)] }
}

const sameFor = ({ title, conclusion, note, legend }: CardDocument) => ({
  title,
  ...(conclusion && { conclusion: conclusion.text }),
  note,
  legend,
  named: true,
})

/** One face after the other: both beside each other would be too small to be read from the back. */
function cardSlides({ document, slides = [] }: ReportCard, problems: readonly string[]): readonly Slide[] {
  const { card, remarks, tables } = document
  const same = { ...sameFor(document), id: card }
  const sentences = [...remarks, ...problems]
  const faces = {
    sentences: (): readonly Slide[] =>
      sentences.length > 0 ? [{ ...same, legend: [], body: { kind: 'sentences', sentences } }] : [],
    table: () => tables.slice(0, 1).map((table): Slide => ({ ...same, body: { kind: 'table', table } })),
    chart: () => chartSlides(document, slides.includes('table') ? `${card}-chart` : card),
  }
  return slides.flatMap((face) => faces[face]())
}

function chartSlides(document: CardDocument, id: string = document.card): readonly Slide[] {
  const [chart] = document.charts
  if (!chart) return []
  return [
    {
      ...sameFor(document),
      id,
      named: chart.kind === 'bars' || (chart.kind === 'lines' && chart.lines.some(({ part }) => part)),
      note: id === document.card ? document.note : chart.note,
      body: { kind: 'chart', chart },
    },
  ]
}

/** Where the link's slide stands; the first when there is none of that name. */
export function placeOfSlide(slides: readonly Slide[], card: string): number {
  return Math.max(
    0,
    slides.findIndex(({ id }) => id === card),
  )
}

/** What a key does in a presentation. */
export type Step =
  | { readonly to: number }
  | { readonly scroll: 'down' | 'up' }
  | { readonly act: 'leave' | 'fullscreen' }

/**
 * What a pressed key means. @param place  of the slide that is shown
 * @param single  whether keys of one sign are taken (WCAG 2.1.4)
 */
export function stepOf(key: string, place: number, count: number, single: boolean): Step | undefined {
  const to = (next: number): Step => ({ to: Math.min(count - 1, Math.max(0, next)) })
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
    case ' ':
      return to(place + 1)
    case 'ArrowLeft':
    case 'PageUp':
    case 'Backspace':
      return to(place - 1)
    case 'ArrowDown':
      return { scroll: 'down' }
    case 'ArrowUp':
      return { scroll: 'up' }
    case 'Home':
      return to(0)
    case 'End':
      return to(count - 1)
    case 'Escape':
      return { act: 'leave' }
  }
  if (!single) return undefined
  if (key === 'f' || key === 'F') return { act: 'fullscreen' }
  return /^[1-9]$/.test(key) && Number(key) <= count ? to(Number(key) - 1) : undefined
}
