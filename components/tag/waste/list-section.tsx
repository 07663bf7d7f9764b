import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'

interface Props {
  readonly title: string
  readonly note: string
  readonly columns: readonly {
    readonly title: string
    readonly right?: boolean
    readonly className?: string
  }[]
  readonly rows: readonly ReactNode[]
  /** Rows that are not drawn yet. */
  readonly folded: number
  readonly onUnfold: () => void
  /** Rows that the report left out. */
  readonly more: number
  readonly empty: string
}

/** A titled table that scrolls sideways in its own box. */
export function ListSection({ title, note, columns, rows, folded, onUnfold, more, empty }: Props) {
  const t = useTranslations('waste')
  const id = useId()
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h2 id={id} className="font-semibold text-base">
        {title}
      </h2>
      <p className="mb-2 text-muted text-xs">{rows.length === 0 ? empty : note}</p>
      {rows.length > 0 && (
        <section tabIndex={0} aria-labelledby={id} className="relative overflow-x-auto">
          <table className="w-full text-sm tabular-nums">
            <thead className="text-muted">
              <tr className="border-line-strong border-b">
                {columns.map((column) => (
                  <th
                    key={column.title}
                    scope="col"
                    className={`whitespace-nowrap px-2.5 py-2 font-medium first:pl-0 last:pr-0 ${column.right ? 'text-right' : 'text-left'} ${column.className ?? ''}`}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </section>
      )}
      {folded > 0 && (
        <Button className="mt-2 print:hidden" onClick={onUnfold}>
          {t('showAll', { count: rows.length + folded })}
        </Button>
      )}
      {folded === 0 && more > 0 && <p className="mt-2 text-muted text-sm">{t('more', { count: more })}</p>}
    </section>
  )
}
