import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly key: string
    readonly head: ReactNode
    readonly cells: readonly ReactNode[]
  }[]
  /** Beyond this number of lines the table scrolls in itself. */
  readonly plainRows?: number
}

/** A table of figures: the first column names the line and stays in view. */
export function PlainTable({ label, corner, columns, rows, plainRows = 60 }: Props) {
  return (
    <section
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
      className={`relative overflow-auto ${rows.length > plainRows ? 'max-h-[560px] print:max-h-none' : ''}`}
    >
      <table className="w-full border-separate border-spacing-0 text-sm tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} left-0 z-20 pr-2.5 text-left`}>
              {corner}
            </th>
            {columns.map((title) => (
              <th key={title} scope="col" className={`${HEAD} z-10 px-2.5 text-right last:pr-0`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key} className="group hover:bg-sunken">
              <th
                scope="row"
                className="sticky left-0 min-w-28 max-w-40 border-line border-b bg-surface py-2 pr-2.5 text-left font-medium [overflow-wrap:anywhere] group-hover:bg-sunken"
              >
                {head}
              </th>
              {cells.map((cell, column) => (
                <td
                  key={columns[column]}
                  className="whitespace-nowrap border-line border-b px-2.5 py-2 text-right align-top last:pr-0"
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const HEAD = 'sticky top-0 border-line-strong border-b bg-surface py-2 align-bottom font-medium text-muted'
