import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { AsTable } from '@/components/charts/as-table'
import { Table } from './table'

/** Up to so many rows a table stands open below its chart. */
const FEW = 8

/** The table of a chart: of many rows, which the chart draws, the last and what all come to; each of them once it is opened. */
export function LongTable({ table, ...rest }: ComponentProps<typeof Table>) {
  const t = useTranslations('chartTable')
  const { length } = table.rows
  if (length <= FEW) return <Table table={table} {...rest} />
  return (
    <div className="min-w-0">
      <Table table={{ ...table, rows: table.rows.slice(-1) }} {...rest} />
      <AsTable text={t('rows', { count: length })}>{() => <Table table={table} {...rest} />}</AsTable>
    </div>
  )
}
