import { numberCell } from '../../analysis/cell'
import { type CardId, MEASURES, tagCellId } from '../../analysis/measures'
import { CHARTS, type ChartId, type ChartSpec, chartsOf } from '../../analysis/measures/charts'
import type { Measure } from '../../analysis/measures/measure'
import { layerLimitOf } from '../../analysis/measures/releases-left'
import { savedBytes } from '../../analysis/measures/saved'
import type { CompareReport, TagReport } from '../../analysis/report'
import type { Units } from '../../i18n/format'
import type { BarLayout, ChartState, FigureId } from '../../link/view-state'
import { groupsOf } from '../compare/bars'
import { barsNote, layoutOf } from '../compare/bars-layout'
import type { NoteView } from '../compare/note-link'
import type { Row } from '../compare/rows'
import type { BarsChart, ChartNote, SeriesChart, SeriesPart } from '../document'
import { formOf } from '../words/cell-text'
import { notesOnRows } from '../words/notes'
import type { Words } from '../words/words'
import { axisOf, axisText } from './plot'

/** What a chart is made of: the report without empty strategies, and its rows in the order of the tables. */
export interface FigureContext extends Partial<ChartState> {
  readonly bars?: BarLayout | null | undefined
  readonly report: CompareReport
  readonly rows: readonly Row[]
  readonly words: Words
  readonly units: Units
  /** What the links of its notes have, where they are some. */
  readonly linked?: NoteView | undefined
}

/** More tags, or more bars, than these are lines: their layers cannot be told apart. */
const MOST_BARS_TAGS = 30
const MOST_BARS = 96
/** Filled rooms of more strategies lie over each other: whose is whose cannot be seen. */
const MOST_ROOMS = 1
/** Where what stands out in a series is to be seen. */
const NOTED: readonly ChartId[] = ['sizes', 'layers', 'growth']

/** The link's parameter for the figure of a card. */
export const FIGURE_KEYS = { total: 'tfig', cached: 'cfig', uncached: 'ufig' } as const

/** The figure that a card's chart is of: bars of layers become its first lines where they cannot be read. */
export function figureOfCard(card: CardId, context: FigureContext): FigureId {
  const [first = 'sizes'] = chartsOf(card)
  const chosen = context[FIGURE_KEYS[card]] ?? (card === 'uncached' ? first : 'bars')
  if (chosen !== 'bars') return chosen
  const { count } = inView(context)
  const strategies = context.only == null ? context.report.strategies.length : 1
  return count > MOST_BARS_TAGS || count * strategies > MOST_BARS ? first : 'bars'
}

/** The chart of a card: the figure, the tags, the strategy and the scale that the link asks for. */
export function cardChart(card: CardId, context: FigureContext): BarsChart | SeriesChart {
  const figure = figureOfCard(card, context)
  if (figure === 'bars') return barsChart(card, context)
  const chart = seriesChart(figure, context)
  const isForced = (context[FIGURE_KEYS[card]] ?? 'bars') === 'bars' && card !== 'uncached'
  if (!isForced) return chart
  return { ...chart, note: `${chart.note} ${context.words('figures')('lines')}`, forced: true }
}

function barsChart(card: CardId, context: FigureContext): BarsChart {
  const { report, rows, words, only } = context
  const layout = layoutOf(card, context, report)
  const { first, count } = inView(context)
  const groups = groupsOf(report, rows.slice(first, first + count), card)
  const notes = notesInView(context)
  const alone = report.strategies[only ?? -1] ? (only ?? undefined) : undefined
  return {
    kind: 'bars',
    title: words('cards')(card),
    note: barsNote(card, report, layout, words('charts')),
    layout,
    ...(notes.length > 0 && { notes }),
    groups: alone === undefined ? groups : groups.map((group) => ({ ...group, bars: [group.bars[alone]] })),
  }
}

/** A figure along the rows in view: its cells are those of the tables. */
export function seriesChart(figure: ChartId, context: FigureContext): SeriesChart {
  const { report, rows, words, units, only, scale = 'linear' } = context
  const spec: ChartSpec = CHARTS.find(({ id }) => id === figure) ?? CHARTS[0]
  const t = words('figures')
  const { first, count } = inView(context)
  const shown = rows.slice(first, first + count)
  const measures = spec.of.map((id) => MEASURES.find((measure) => measure.id === id)!)
  const [main]: readonly Measure[] = measures
  const looks = ['line', 'dashed'] as const
  const parts = measures.map((measure, part): SeriesPart => {
    const { id, column }: Measure = measure
    const title = spec.saving ? t(`parts.${id}`) : words('cards')(column)
    return { title, form: formOf(measure, report.basis), look: looks[part] ?? 'dashed' }
  })
  const lines = report.strategies.flatMap(({ name, colour }, strategy) => {
    if (only != null && report.strategies[only] && only !== strategy) return []
    const ofTag = (tag: TagReport | undefined, measure: (typeof MEASURES)[number]) =>
      numberCell(tag?.cells[tagCellId(measure, report.basis)])
    const cells = measures.map((measure) => shown.map(({ tags }) => ofTag(tags[strategy], measure)))
    const [cached = [], uncached = []] = cells
    const saved = cached.map((cell, place) => {
      const whole = uncached[place]
      return cell && whole && savedBytes(whole, cell)
    })
    return [{ strategy, name, colour, cells: spec.saving ? [...cells, saved] : cells }]
  })
  const interval = spec.saving && lines.length <= MOST_ROOMS
  const limit = figure === 'layers' ? layerLimitOf(report.rule) : undefined
  const chart: SeriesChart = {
    kind: 'series',
    figure,
    title: t(`${figure}.title`),
    note: t(`${figure}.note`, { basis: report.basis, interval: String(interval ?? false) }),
    unit: main?.unit === 'images' || !main ? 'bytes' : main.unit,
    places: shown.map(({ label }) => label),
    first,
    all: rows.length,
    scale,
    parts: spec.saving ? [...parts, { title: t('parts.saved'), form: report.basis, look: 'said' }] : parts,
    interval,
    lines,
    limits: limit === undefined ? [] : [{ value: limit, text: t('limit', { limit }) }],
    notes: NOTED.includes(figure) ? notesInView(context) : [],
  }
  const isKnown = lines.some(({ cells }) => cells.flat().some((cell) => cell && cell.kind !== 'unknown'))
  if (!isKnown) return { ...chart, note: `${chart.note} ${t('nothing')}` }
  const { log, low } = axisOf(chart, units)
  if (log || low <= 0) return chart
  return { ...chart, note: `${chart.note} ${t('fitted', { low: axisText(chart, low, units) })}` }
}

/** What stands out of the strategies and at the rows that are shown. */
function notesInView(context: FigureContext): readonly ChartNote[] {
  const { report, rows, only } = context
  const { first, count } = inView(context)
  const isShown = ({ strategy }: ChartNote) => only == null || !report.strategies[only] || strategy === only
  return notesOnRows(report, rows.slice(first, first + count), context).filter(isShown)
}

/** The rows that the link zooms in on; all where it names none that are there. */
export function inView({ rows, zoom }: Pick<FigureContext, 'rows' | 'zoom'>) {
  const all = { first: 0, count: rows.length }
  if (!zoom) return all
  const ends = [zoom.from, zoom.to].map((end) => rows.findIndex(({ label }) => label === end))
  const [from = -1, to = -1] = ends.toSorted((a, b) => a - b)
  return from < 0 ? all : { first: from, count: to - from + 1 }
}
