'use client'

import { useTranslations } from 'next-intl'
import { type CSSProperties, Fragment, type ReactElement, type ReactNode } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import {
  besideOf,
  type CardCell,
  type CardColumn,
  type CardRow,
  type CardTable,
  type CardValue,
  type LegendEntry,
} from '@/lib/document/document'
import { headsOf } from '@/lib/document/spread'
import { plain } from '@/lib/oci/plain'

type ClassName = string | undefined

/** The classes of a table by the place of a column. */
export interface Skin {
  readonly table: ClassName
  readonly row?: string
  readonly head: (place: number) => ClassName
  readonly body: (place: number, cell: CardCell) => ClassName
  readonly foot: (place: number, cell: CardCell) => ClassName
  /** Of a strategy's mark above its column, and of what only screen readers read. */
  readonly mark: string
  readonly seen: string
}

interface Props {
  readonly table: CardTable
  readonly skin: Skin
  /** Its name where it has no caption. */
  readonly label?: string
  readonly caption?: ReactNode
  /** @param beside  what its small figures are, where its cells do not say it */
  readonly title: (place: number, beside: string | undefined) => ReactNode
  /** @param row  of a line of the body */
  readonly draw: (cell: CardCell, place: number, row?: number) => ReactNode
}

/** The lines and columns of a document's table; the first column names the lines. */
export function Grid({ table, skin, label, caption, title, draw }: Props) {
  const { columns, rows, totals = [] } = table
  const heads = headsOf(columns)
  const isSpread = heads.length < columns.length
  const figures = heads.flatMap(({ span }, index) => Array.from({ length: span }, () => index))
  const besides = columns.map((_, place) => besideOf(table, place))
  const lines = (all: readonly CardRow[], part: 'body' | 'foot') =>
    all.map((row, index) => (
      <tr key={String(index)} className={part === 'body' ? skin.row : undefined}>
        {row.map((cell, place) => {
          const Tag = place === 0 ? 'th' : 'td'
          return (
            <Tag
              key={columns[place]?.id ?? String(place)}
              scope={place === 0 ? 'row' : undefined}
              className={skin[part](place, cell)}
              {...(place > 0 && stackedCell(columns[place]!, figures[place]!, besides[place]))}
            >
              {draw(cell, place, part === 'body' ? index : undefined)}
            </Tag>
          )
        })}
      </tr>
    ))
  return (
    <table className={skin.table} aria-label={label} style={stackedTable(heads.length)}>
      {caption}
      <thead>
        <tr>
          {heads.map(({ column: { id }, place, span }) => (
            <th
              key={id}
              scope={span > 1 ? 'colgroup' : 'col'}
              colSpan={span}
              rowSpan={isSpread && span === 1 ? 2 : undefined}
              className={classes(skin.head(place), span > 1 && 'group')}
            >
              {title(place, besides[place])}
            </th>
          ))}
        </tr>
        {isSpread && <StrategyHeads columns={columns} skin={skin} />}
      </thead>
      <tbody>{lines(rows, 'body')}</tbody>
      {totals.length > 0 && <tfoot>{lines(totals, 'foot')}</tfoot>}
    </table>
  )
}

/** What a table of so many headers has to know there. */
export const stackedTable = (heads: number) => ({ '--figures': heads - 1 }) as CSSProperties

/**
 * What a cell has to know where its line is drawn as a card of its own: its header, and its place among strategies.
 *
 * @param figure  the place of its header among those of the table
 * @param beside  what its small figures are, where the header says it
 */
export function stackedCell({ title, strategy }: CardColumn, figure: number, beside?: string) {
  const place = strategy && ({ '--row': strategy.place + 2, '--figure': figure } as CSSProperties)
  return {
    'data-title': plain(beside === undefined ? title : `${title} (${beside})`),
    ...(strategy && { 'data-line': strategy.place, style: place }),
  }
}

interface StrategyHeadsProps {
  readonly columns: readonly CardColumn[]
  readonly skin: Pick<Skin, 'head' | 'mark' | 'seen'>
}

/** Below the headers, whose column is whose. */
export function StrategyHeads({ columns, skin }: StrategyHeadsProps) {
  return (
    <tr>
      {columns.map(
        ({ id, strategy }, place) =>
          strategy && (
            <th key={id} scope="col" title={strategy.name} className={skin.head(place)}>
              <StrategyMark colour={strategy.colour} className={skin.mark} />
              <span className={skin.seen}>{plain(strategy.name)}</span>
            </th>
          ),
      )}
    </tr>
  )
}

/** Colours of the strategies whose values a column's cells hold, first to last; none of a card of one strategy. */
export function coloursOf(
  column: Pick<CardColumn, 'perStrategy' | 'strategy'> | undefined,
  legend: readonly LegendEntry[],
): readonly number[] | undefined {
  if (column?.strategy) return [column.strategy.colour]
  return column?.perStrategy && legend.length > 1 ? legend.map(({ colour }) => colour) : undefined
}

/** Class names as one, without those that do not hold. */
export const classes = (...names: readonly (string | false | undefined)[]) =>
  names.filter(Boolean).join(' ') || undefined

/** How the values of a cell are drawn: on a page, or on paper and slides. */
export interface Medium {
  /** Classes of the smallest of a row, of the word for it, and of the small figures below. */
  readonly best: string
  readonly seen: string
  readonly beside: string
  /** Between values side by side. */
  readonly slash: ReactNode
  readonly draw: (value: CardValue) => ReactNode
  /** Behind a value. */
  readonly after?: (value: CardValue) => ReactNode
  /** Of one value per strategy; undefined where they may stand side by side. */
  readonly arrange?: (values: readonly ReactElement[]) => ReactNode
}

interface CellProps {
  readonly cell: CardCell
  readonly medium: Medium
  /** Whether it holds one value per strategy. */
  readonly perStrategy?: boolean | undefined
  /** Colours of the strategies whose values it holds, first to last, where each is to have its mark. */
  readonly colours?: readonly number[] | undefined
}

/** One cell: its values side by side as in the articles, `788MB / 783MB`, the smallest marked, small ones below. */
export function DrawnCell({ cell, medium, perStrategy, colours }: CellProps) {
  const { values, beside = [], besideLabel } = cell
  const t = useTranslations('cards')
  const { best, seen, slash, draw, after, arrange } = medium
  const line = (all: readonly CardValue[]) => {
    const shown = all.map((value, place) => (
      <Fragment key={String(place)}>
        {value.best ? <span className={best}>{draw(value)}</span> : draw(value)}
        {value.best && <span className={seen}> ({t('best')})</span>}
        {after?.(value)}
        {place < all.length - 1 && slash}
      </Fragment>
    ))
    const arranged = perStrategy && arrange?.(shown)
    return (
      arranged ||
      shown.map((value, place) => (
        <Fragment key={value.key}>
          {place > 0 && ' '}
          {colours ? <span className={`value of-${colours[place] ?? 0}`}>{value}</span> : value}
        </Fragment>
      ))
    )
  }
  return (
    <>
      {line(values)}
      {beside.length > 0 && (
        <span className={medium.beside}>
          {besideLabel && `${besideLabel} `}
          {line(beside)}
        </span>
      )}
    </>
  )
}
