import type { Cell } from '../../analysis/cell'
import { judge } from '../../analysis/judge'
import type { CompareReport, SeriesCellId } from '../../analysis/report'
import { otherBasis } from '../../oci/bytes'
import { type CardId, type Column, columnsOf, comparedColumn } from '../compare/columns'
import { markTexts } from '../compare/marks'
import { cellsIn, createdText, differenceOf, differInPlace, isEven, type Row } from '../compare/rows'
import type { CardCell, CardColumn, CardRow, CardTable, CardValue, LegendEntry } from '../document'
import { spreadColumn, strategyCell } from '../spread'
import { type CardContext, figureOf, LEFT, RIGHT, textCell } from '../values'
import type { Form } from '../words/cell-text'
import { otherNamesOf, otherNamesText } from '../words/other-names'
import type { Words } from '../words/words'
import type { CompareContext } from './card'

/** What columns and cells are made of, in whichever order the lines stand. */
type TableContext = Omit<CompareContext, 'sort'>

/** A column of the table: its header, and its cell in a line of a version and in the last line. */
export interface ComparePart {
  readonly column: CardColumn
  /** What it is a figure of; absent where it is none. */
  readonly figure?: Column
  readonly cell: (row: Row) => CardCell
  readonly total: CardCell
}

const NOTHING: CardCell = { values: [] }

/** The columns of a table of the articles, the version first; each makes its cell when it is asked for a line. */
export function compareParts(card: CardId, context: TableContext): readonly ComparePart[] {
  const { report, cols } = context
  const columns = columnsOf(card, report.basis, cols)
  const compared = comparedColumn(columns)
  return [
    versionPart(context),
    ...columns.map((column) => figurePart(column, context)),
    ...(card === 'total' && cols.includes('created') ? [createdPart(context)] : []),
    ...(compared && report.strategies.length > 1 && cols.includes('difference')
      ? [differencePart(compared, context)]
      : []),
  ]
}

/** A table of the articles: a line per version, strategies side by side, all tags together below. */
export function compareTable(card: CardId, context: TableContext, rows: readonly Row[]): CardTable {
  const parts = compareParts(card, context)
  return {
    columns: parts.map(({ column }) => column),
    rows: rows.map((row): CardRow => parts.map(({ cell }) => cell(row))),
    totals: card === 'total' ? [parts.map(({ total }) => total)] : [],
  }
}

/** A column as it is drawn: one of a part, or that of one strategy. */
export interface SpreadPart extends Pick<ComparePart, 'column' | 'cell' | 'total'> {
  readonly part: ComparePart
  /** Place of the part. */
  readonly place: number
}

/** The parts as columns: one per strategy where they are more than stand beside each other. */
export function spreadParts(
  parts: readonly ComparePart[],
  legend: readonly LegendEntry[],
): readonly SpreadPart[] {
  return parts.flatMap((part, place): readonly SpreadPart[] => {
    // The columns of one part take theirs from the same cell of a line.
    const cells = new WeakMap<Row, CardCell>()
    const cellOf = (row: Row) => {
      const cell = cells.get(row) ?? part.cell(row)
      cells.set(row, cell)
      return cell
    }
    return spreadColumn(part.column, legend).map((column) => {
      const { strategy } = column
      const of = (cell: CardCell) => (strategy ? strategyCell(cell, strategy.place) : cell)
      return { part, place, column, cell: (row) => of(cellOf(row)), total: of(part.total) }
    })
  })
}

function versionPart({ report, words }: TableContext): ComparePart {
  const t = words('cards')
  const places = differInPlace(report)
  const isNamed = report.strategies.some(({ tags }) => tags.some(({ aliases = [] }) => aliases.length > 0))
  const beside = words('exports')(isNamed ? 'namesAndMarks' : 'marks')
  const nameOf = (strategy: number) => report.strategies[strategy]?.name ?? ''
  return {
    column: { id: 'version', title: t('version'), ...LEFT, beside },
    cell({ label, tags }) {
      const names = otherNamesOf(tags).map((one) => ({ text: otherNamesText(words('charts'), one, nameOf) }))
      const small = [...names, ...markTexts(t, tags, places)]
      return { ...textCell(label), beside: small.length > 0 ? small : undefined, besideLabel: '' }
    },
    total: textCell(t('allTags')),
  }
}

function figurePart(column: Column, context: TableContext): ComparePart {
  const { report, words } = context
  const { title, cell, beside, form, align, compares, total, naive } = column
  const ofSeries = (id: SeriesCellId) => report.strategies.map(({ cells }) => cells[id])
  return {
    figure: column,
    column: {
      id: title,
      title: words('cards')(title),
      align,
      perStrategy: true,
      beside: besideTitle(column, report, words),
    },
    cell: (row) => ({
      values: sideBySide(cellsIn(row, cell), context, compares, form),
      beside: beside && sideBySide(cellsIn(row, beside), context, false, otherBasis(report.basis)),
    }),
    total:
      total === undefined || naive === undefined
        ? NOTHING
        : {
            // Sums over other releases are nothing to compare.
            values: sideBySide(ofSeries(total), context, isEven(report), form),
            beside: sideBySide(ofSeries(naive), context, false, form),
            besideLabel: words('exports')('tagByTag'),
          },
  }
}

function besideTitle({ beside, naive }: Column, { basis }: CompareReport, words: Words): string | undefined {
  const t = words('exports')
  if (naive !== undefined) return t('tagByTag')
  return beside && t('basis', { basis: otherBasis(basis) })
}

function createdPart({ words }: TableContext): ComparePart {
  return {
    column: { id: 'created', title: words('cards')('created'), ...RIGHT },
    cell: (row) => textCell(createdText(row)),
    total: NOTHING,
  }
}

function differencePart({ cell: id, form }: Column, { words, units }: TableContext): ComparePart {
  const t = words('cards')
  return {
    column: { id: 'difference', title: t('difference'), ...RIGHT, beside: words('exports')('times') },
    cell(row) {
      const { text, cell, times } = differenceOf(cellsIn(row, id), units, form)
      const kind = cell?.kind === 'estimate' ? 'estimate' : 'exact'
      const beside = times && [
        { text: times.text, cell: { kind, value: times.ratio, unit: 'ratio' } as const },
      ]
      return { values: [{ text, cell }], beside, besideLabel: '' }
    },
    total: NOTHING,
  }
}

/** One value a strategy, the best marked where smaller is better. @param cells  null where a strategy has no tag */
export function sideBySide(
  cells: readonly (Cell | null | undefined)[],
  context: CardContext,
  compares: boolean,
  form: Form,
): readonly CardValue[] {
  const marked = compares ? judge(cells).marked : []
  return cells.map((cell, strategy) => {
    const value = figureOf(cell ?? undefined, context, form)
    return marked.includes(strategy) ? { ...value, best: true } : value
  })
}
