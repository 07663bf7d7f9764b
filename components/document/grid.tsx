'use client'

import { useTranslations } from 'next-intl'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { CardCell, CardRow, CardTable, CardValue } from '@/lib/document/document'

type ClassName = string | undefined

/** The classes of a table by the place of a column. */
export interface Skin {
  readonly table: ClassName
  readonly row?: string
  readonly head: (place: number) => ClassName
  readonly body: (place: number, cell: CardCell) => ClassName
  readonly foot: (place: number, cell: CardCell) => ClassName
}

interface Props {
  readonly table: CardTable
  readonly skin: Skin
  /** Its name where it has no caption. */
  readonly label?: string
  readonly caption?: ReactNode
  readonly title: (place: number) => ReactNode
  /** @param row  of a line of the body */
  readonly draw: (cell: CardCell, place: number, row?: number) => ReactNode
}

/** The lines and columns of a document's table; the first column names the lines. */
export function Grid({ table, skin, label, caption, title, draw }: Props) {
  const { columns, rows, totals = [] } = table
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
            >
              {draw(cell, place, part === 'body' ? index : undefined)}
            </Tag>
          )
        })}
      </tr>
    ))
  return (
    <table className={skin.table} aria-label={label}>
      {caption}
      <thead>
        <tr>
          {columns.map(({ id }, place) => (
            <th key={id} scope="col" className={skin.head(place)}>
              {title(place)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{lines(rows, 'body')}</tbody>
      {totals.length > 0 && <tfoot>{lines(totals, 'foot')}</tfoot>}
    </table>
  )
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
}

/** One cell: its values side by side as in the articles, `788MB / 783MB`, the smallest marked, small ones below. */
export function DrawnCell({ cell: { values, beside = [], besideLabel }, medium, perStrategy }: CellProps) {
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
          {value}
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
