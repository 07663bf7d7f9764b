import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Card } from '@/components/document/card'
import { Table } from '@/components/document/table'
import { Button } from '@/components/ui/button'

interface Props extends Pick<ComponentProps<typeof Table>, 'table' | 'look' | 'render'> {
  readonly title: string
  readonly note: string
  /** Rows that are drawn until a person asks for all. */
  readonly shown: number
  /** Rows that the report left out. */
  readonly more: number
  readonly empty: string
}

/** A titled table, its first rows until a person asks for all of them. */
export function ListSection({ title, note, table, shown, more, empty, ...drawn }: Props) {
  const t = useTranslations('waste')
  const [unfolded, setUnfolded] = useState(false)
  const count = table.rows.length
  const isFolded = !unfolded && count > shown
  return (
    <Card title={title} note={count === 0 ? empty : note}>
      {count > 0 && (
        <Table
          table={isFolded ? { ...table, rows: table.rows.slice(0, shown) } : table}
          label={title}
          {...drawn}
        />
      )}
      {isFolded && (
        <Button className="mt-2 print:hidden" onClick={() => setUnfolded(true)}>
          {t('showAll', { count })}
        </Button>
      )}
      {!isFolded && more > 0 && <p className="mt-2 text-muted text-sm">{t('more', { count: more })}</p>}
    </Card>
  )
}
