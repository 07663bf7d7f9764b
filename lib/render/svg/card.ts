import type { CardChart, CardDocument, CardTable } from '../../document/document'
import { namesItself, preferredWidth, sizedChart } from './chart'
import { drawLegend } from './legend'
import { drawMark } from './mark'
import type { Drawn } from './options'
import { element, hundredths, paragraph, svgPicture } from './svg'
import { drawTable } from './table'
import { layoutSpread, type TableLayout, valuesPerRow } from './table-layout'
import type { Face } from './text'
import { type PictureTheme, THEMES, type ThemeName } from './theme'

export interface CardOptions {
  readonly theme: ThemeName
  readonly show: 'table' | 'chart' | 'both'
}

const NARROWEST = 720
const WIDEST = 1600
const MARGIN = 32
const TITLE: Face = { size: 21, bold: true }
const NOTE: Face = { size: 13 }
const SMALL: Face = { size: 11.5 }
const SUBTITLE: Face = { size: 14, bold: true }
/** Sentences beyond are not printed: hostile documents have thousands. */
const MOST_REMARKS = 40
const MOST_REASONS = 8
const MOST_LINES = 12
const MARK_ROOM = 110
const MOST_ROWS = 250
const FEWEST_ROWS = 12
const MOST_VALUES = 6000
const BESIDE_GAP = 44
/** A card is not widened beyond this to have its tables beside each other. */
const WIDEST_PAIR = 1100

/**
 * A whole card as an SVG that explains itself: title, note, legend, remarks, tables, charts and the source line, as
 * wide as its content needs.
 */
export function cardPicture(document: CardDocument, { theme, show }: CardOptions): string {
  const colours = THEMES[theme]

  const withTables = show !== 'chart' || document.charts.length === 0
  const withCharts = show !== 'table' || document.tables.length === 0
  const tables = withTables ? document.tables : []
  const charts = withCharts ? document.charts : []
  const strategies = document.legend.length
  const room = { widest: WIDEST - 2 * MARGIN, mostRows: mostRows(tables, strategies) }
  const layouts = tables.map((table) => layoutSpread(table, document.legend, room))
  const width = widthFor(document, layouts, charts)
  const page = new Page(width, colours)
  page.paragraph(document.title, TITLE, colours.ink, 27)
  page.space(2)
  page.paragraph(document.note, NOTE, colours.muted, 19)
  page.space(14)
  // Where there are but charts that name their strategies, they are not named twice.
  const named = tables.length === 0 && charts.every((chart) => namesItself(chart, document.legend))
  if (!named) page.draw(drawLegend(document.legend, width, colours), 14)
  page.remarks(document.remarks)
  page.tables(layouts)
  page.reasons(reasonsOf(tables, room.mostRows))
  for (const [index, chart] of charts.entries()) page.chart(chart, index, document, theme)
  page.footer(document.source)
  return page.picture(document)
}

/** Rows of each table that are drawn: thousands of values are not read in a picture, and it would not open. */
function mostRows(tables: readonly CardTable[], strategies: number): number {
  const perRow = tables.reduce((sum, table) => sum + valuesPerRow(table, strategies), 0)
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_VALUES / Math.max(1, perRow))))
}

function widthFor(
  { legend }: CardDocument,
  tables: readonly TableLayout[],
  charts: readonly CardChart[],
): number {
  const widest = Math.max(0, ...tables.map(({ width }) => width))
  const pair = 2 * widest + BESIDE_GAP
  const wanted = [
    widest,
    tables.length > 2 && pair <= WIDEST_PAIR ? pair : 0,
    ...charts.map((chart) => preferredWidth(chart, legend.length)),
  ]
  const margins = 2 * MARGIN
  return Math.min(WIDEST - margins, Math.max(NARROWEST - margins, ...wanted.map(Math.ceil)))
}

function tableColumns(tables: readonly TableLayout[], width: number): number {
  const widest = Math.max(0, ...tables.map((table) => table.width))
  const fits = (columns: number) =>
    tables.length >= columns && columns * widest + (columns - 1) * BESIDE_GAP <= width
  return [3, 2].find(fits) ?? 1
}

/** Why figures are estimated or unknown, each reason once, behind the sign that it stands for. */
function reasonsOf(tables: readonly CardTable[], most: number): readonly string[] {
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
    private readonly width: number,
    private readonly colours: PictureTheme,
  ) {}

  space(pixels: number): void {
    this.y += pixels
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

  paragraph(
    text: string,
    face: Face,
    fill: string,
    lineHeight: number,
    indent = 0,
    width = this.width,
  ): void {
    const style = { ...face, fill, lineHeight, width: width - indent, most: MOST_LINES }
    const { bottom, content } = paragraph(MARGIN + indent, this.y, text, style)
    this.y = bottom
    this.parts.push(content)
  }

  remarks(remarks: readonly string[]): void {
    for (const remark of remarks.slice(0, MOST_REMARKS)) {
      const y = this.y + 7.5
      this.parts.push(element('rect', { x: MARGIN, y, width: 5, height: 5, fill: this.colours.muted }))
      this.paragraph(remark, NOTE, this.colours.ink, 20, 15)
    }
    if (remarks.length > MOST_REMARKS) this.left(remarks.length - MOST_REMARKS)
    if (remarks.length > 0) this.y += 16
  }

  /** Below each other; small ones beside each other. */
  tables(tables: readonly TableLayout[]): void {
    const columns = tableColumns(tables, this.width)
    const width = (this.width - (columns - 1) * BESIDE_GAP) / columns
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
    for (const reason of reasons.slice(0, MOST_REASONS)) this.paragraph(reason, SMALL, this.colours.muted, 17)
    if (reasons.length > MOST_REASONS) this.left(reasons.length - MOST_REASONS)
    if (reasons.length > 0) this.y += 14
  }

  chart(chart: CardChart, index: number, document: CardDocument, theme: ThemeName): void {
    const { width, colours } = this
    this.y += 4
    if (chart.title !== document.title) {
      this.paragraph(chart.title, SUBTITLE, colours.ink, 20)
      this.y += 10
    }
    const { legend, units } = document
    const at = { x: MARGIN, y: Math.round(this.y) }
    const ids = `card-chart${index}-`
    const { svg, height } = sizedChart(chart, { theme, legend, units, width, ids, names: false, at })
    this.parts.push(svg)
    this.y += height + 10
    this.paragraph(chart.note, SMALL, colours.muted, 17)
    this.y += 18
  }

  /** What makes the picture stand alone, and whose it is. */
  footer(source: string): void {
    const { colours, width } = this
    this.parts.push(
      element('path', {
        d: `M${MARGIN} ${Math.round(this.y) + 0.5}h${hundredths(width)}`,
        stroke: colours.line,
      }),
    )
    this.y += 8
    const top = this.y
    this.paragraph(source, SMALL, colours.muted, 17, 0, width - MARK_ROOM)
    this.y = Math.max(this.y, top + 22)
    this.parts.push(drawMark(MARGIN + width, top + 3, colours))
    this.y += MARGIN - 8
  }

  picture({ title, note, source }: CardDocument): string {
    const { colours, width } = this
    const whole = width + 2 * MARGIN
    const ground = element('rect', { width: whole, height: Math.ceil(this.y), fill: colours.surface })
    const content = ground + this.parts.join('')
    return svgPicture({
      width: whole,
      height: this.y,
      title,
      description: `${note} ${source}`,
      ids: 'card-',
      content,
    })
  }

  private left(count: number): void {
    this.paragraph(`… +${count.toLocaleString('en-US')}`, NOTE, this.colours.muted, 20, 15)
  }
}
