import type { ReactNode } from 'react'
import type { CardCell, CardRow, CardTable } from '@/lib/document/document'

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
