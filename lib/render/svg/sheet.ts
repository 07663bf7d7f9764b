import type { CardChart, CardDocument, CardTable } from '../../document/document'
import { namesItself, sizedChart } from './chart'
import { drawLegend } from './legend'
import { drawMark } from './mark'
import { drawNoteList } from './notes'
import type { Drawn } from './options'
import { sourceLines } from './source-lines'
import { element, hundredths, paragraph, textLine } from './svg'
import { drawTable } from './table'
import type { TableLayout } from './table-layout'
import { type Face, wrapText } from './text'
import { type PictureTheme, THEMES, type ThemeName } from './theme'

export const MARGIN = 32
const TITLE: Face = { size: 21, bold: true }
const NOTE: Face = { size: 13 }
const SMALL: Face = { size: 11.5 }
const SMALL_LINE = 17
const SUBTITLE: Face = { size: 14, bold: true }
/** Shares of the width that lines of a heading take. */
const BALANCES = [0.6, 0.7, 0.8, 0.9]
const MOST_REASONS = 8
const MARK_ROOM = 110
const BESIDE_GAP = 44
const CHARTS_GAP = 32

/** How a card is set: its parts, and how much of its words. */
export interface SheetLook {
  readonly theme: ThemeName
  /** Pixels, without margins. */
  readonly width: number
  readonly tables: readonly TableLayout[]
  readonly charts: readonly CardChart[]
  /** Why figures of the tables are estimated or unknown. */
  readonly reasons: readonly string[]
  /** Pixels of each chart's plot; its own when absent. */
  readonly plot?: number | undefined
  /** The most sentences, and the most lines of each text. */
  readonly remarks: number
  readonly lines: number
  /** The source stands at its bottom; below everything when absent. */
  readonly height?: number | undefined
}

/** A card that has been drawn from 0 0 on, with its margins. */
export type Sheet = Drawn

/** The parts of a card below each other: heading, note, legend, remarks, tables, charts and the source line. */
export function drawSheet(document: CardDocument, look: SheetLook): Sheet {
  const { tables, charts, theme } = look
  const { title, note, conclusion, legend } = document
  const colours = THEMES[theme]
  const page = new Page(look, colours)
  page.heading(conclusion?.text ?? title)
  page.space(2)
  const beside = conclusion ? [title, note].filter(Boolean).join(' · ') : note
  page.paragraph(beside, NOTE, colours.muted, 19)
  page.space(14)
  const entries = legend.map((entry, place) => ({ ...entry, figure: conclusion?.figures[place] }))
  // Where there are but charts that name their strategies, they are not named twice; their figures stand with the names.
  const named =
    tables.length === 0 &&
    charts.every((chart) => namesItself(chart, legend)) &&
    entries.every(({ figure }) => figure === undefined)
  if (!named) page.draw(drawLegend(entries, look.width, colours), 14)
  page.remarks(document.remarks)
  page.tables(tables)
  page.reasons(look.reasons)
  page.charts(charts, document)
  page.footer(document.source)
  return page.drawn()
}

/** As many tables beside each other as a width has room for. */
export function tableColumns(tables: readonly TableLayout[], width: number): number {
  const widest = Math.max(0, ...tables.map((table) => table.width))
  const fits = (columns: number) =>
    tables.length >= columns && columns * widest + (columns - 1) * BESIDE_GAP <= width
  return [3, 2].find(fits) ?? 1
}

/** Small charts of the same tags stand beside each other. */
export const chartColumns = (charts: readonly CardChart[]) =>
  charts.length > 1 && charts.every(({ kind }) => kind === 'series') ? 2 : 1

/** Why figures are estimated or unknown, each reason once, behind the sign that it stands for. */
export function reasonsOf(tables: readonly CardTable[], most: number): readonly string[] {
  const shown = tables.flatMap(({ rows, totals = [] }) => [...rows.slice(0, most), ...totals].flat())
  const reasons = shown
    .flatMap(({ values, beside = [] }) => [...values, ...beside])
    .flatMap(({ text, why }) => (why ? [`${/^[≈—]/.exec(text)?.[0] ?? '—'}  ${why}`] : []))
  return [...new Set(reasons)]
}

/** A column of parts, filled from the top. */
class Page {
  private y = MARGIN
  private readonly parts: string[] = []

  constructor(
    private readonly look: SheetLook,
    private readonly colours: PictureTheme,
  ) {}

  space(pixels: number): void {
    this.y += pixels
  }

  /** In lines of about the same length. */
  heading(text: string): void {
    const { width, lines: most } = this.look
    const { length } = wrapText(text, width, TITLE, most)
    const share = BALANCES.find((one) => wrapText(text, width * one, TITLE).length === length) ?? 1
    const style = { ...TITLE, fill: this.colours.ink, lineHeight: 27, width: width * share, most }
    const { bottom, content } = paragraph(MARGIN, this.y, text, style)
    this.y = bottom
    this.parts.push(content)
  }

  /** A part, and `after` pixels below it; nothing at all when it is empty. */
  draw({ height, content }: Drawn, after: number): void {
    if (height === 0) return
    // On whole pixels, so that thin lines stay thin.
    this.y = Math.round(this.y)
    const transform = `translate(${MARGIN} ${this.y})`
    this.parts.push(element('g', { transform }, content))
    this.y += height + after
  }

  paragraph(text: string, face: Face, fill: string, lineHeight: number, indent = 0): void {
    const style = { ...face, fill, lineHeight, width: this.look.width - indent, most: this.look.lines }
    const { bottom, content } = paragraph(MARGIN + indent, this.y, text, style)
    this.y = bottom
    this.parts.push(content)
  }

  remarks(remarks: readonly string[]): void {
    const { remarks: most } = this.look
    for (const remark of remarks.slice(0, most)) {
      const y = this.y + 7.5
      this.parts.push(element('rect', { x: MARGIN, y, width: 5, height: 5, fill: this.colours.muted }))
      this.paragraph(remark, NOTE, this.colours.ink, 20, 15)
    }
    if (most > 0 && remarks.length > most) this.left(remarks.length - most)
    if (most > 0 && remarks.length > 0) this.y += 16
  }

  /** Below each other; small ones beside each other. */
  tables(tables: readonly TableLayout[]): void {
    const columns = tableColumns(tables, this.look.width)
    const width = (this.look.width - (columns - 1) * BESIDE_GAP) / columns
    for (let first = 0; first < tables.length; first += columns) {
      const row = tables.slice(first, first + columns).map((table) => drawTable(table, width, this.colours))
      const content = row.map((drawn, index) =>
        element(
          'g',
          { transform: `translate(${hundredths(index * (width + BESIDE_GAP))} 0)` },
          drawn.content,
        ),
      )
      this.draw({ height: Math.max(...row.map(({ height }) => height)), content: content.join('') }, 20)
    }
  }

  reasons(reasons: readonly string[]): void {
    for (const reason of reasons.slice(0, MOST_REASONS)) {
      this.paragraph(reason, SMALL, this.colours.muted, SMALL_LINE)
    }
    if (reasons.length > MOST_REASONS) this.left(reasons.length - MOST_REASONS)
    if (reasons.length > 0) this.y += 14
  }

  /** Below each other; small multiples beside each other, with one list of what stands out in them. */
  charts(all: readonly CardChart[], document: CardDocument): void {
    const columns = chartColumns(all)
    const isShared = (chart: CardChart) => columns > 1 && chart.kind === 'series'
    const charts = all.map((chart) => (isShared(chart) ? { ...chart, listed: true } : chart))
    const width = (this.look.width - (columns - 1) * CHARTS_GAP) / columns
    for (let first = 0; first < charts.length; first += columns) {
      const top = this.y
      const bottoms = charts.slice(first, first + columns).map((chart, column) => {
        this.y = top
        this.chart(chart, first + column, MARGIN + column * (width + CHARTS_GAP), width, document)
        return this.y
      })
      this.y = Math.max(...bottoms)
    }
    const notes = all.flatMap((chart) => (isShared(chart) && 'notes' in chart ? (chart.notes ?? []) : []))
    const byNumber = new Map(notes.map((note) => [note.number, note]))
    const listed = [...byNumber.values()].toSorted((a, b) => a.number - b.number)
    this.draw(drawNoteList(listed, this.look.width, this.colours), 18)
  }

  private chart(chart: CardChart, index: number, x: number, width: number, document: CardDocument): void {
    const { colours, parts, look } = this
    const text = (words: string, style: Face & { readonly fill: string; readonly lineHeight: number }) => {
      const { bottom, content } = paragraph(x, this.y, words, { ...style, width, most: look.lines })
      this.y = bottom
      parts.push(content)
    }
    this.y += 4
    if (chart.title !== document.title) {
      text(chart.title, { ...SUBTITLE, fill: colours.ink, lineHeight: 20 })
      this.y += 10
    }
    const { legend, units } = document
    const { theme, plot } = look
    const at = { x, y: Math.round(this.y) }
    const ids = `card-chart${index}-`
    const { svg, height } = sizedChart(chart, { theme, legend, units, width, ids, plot, names: false, at })
    parts.push(svg)
    this.y += height + 10
    text(chart.note, { ...SMALL, fill: colours.muted, lineHeight: SMALL_LINE })
    this.y += 18
  }

  /** What makes the picture stand alone, and whose it is. */
  footer(source: string): void {
    const { colours } = this
    const { width, lines: most, height } = this.look
    const lines = sourceLines(source, width - MARK_ROOM, SMALL, most)
    const foot = 8 + Math.max(22, lines.length * SMALL_LINE) + MARGIN - 8
    this.y = Math.max(this.y, height === undefined ? 0 : Math.floor(height - foot))
    const d = `M${MARGIN} ${Math.round(this.y) + 0.5}h${hundredths(width)}`
    this.parts.push(element('path', { d, stroke: colours.line }))
    const top = this.y + 8
    for (const [index, line] of lines.entries()) {
      const y = top + (index + 1) * SMALL_LINE - SMALL_LINE * 0.28
      this.parts.push(textLine(MARGIN, y, line, { ...SMALL, fill: colours.muted }))
    }
    this.parts.push(drawMark(MARGIN + width, top + 3, colours))
    this.y += foot
  }

  drawn(): Sheet {
    return { height: this.y, content: this.parts.join('') }
  }

  private left(count: number): void {
    this.paragraph(`… +${count.toLocaleString('en-US')}`, NOTE, this.colours.muted, 20, 15)
  }
}
