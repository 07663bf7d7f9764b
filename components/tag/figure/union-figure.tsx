'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/document/card'
import { Button } from '@/components/ui/button'
import { columnsOf, rowsOf } from '@/lib/document/tag/figure-rows'
import { FigureHead } from './figure-head'
import type { FigureProps } from './figure-props'
import { LayerRow } from './layer-row'
import { Legend } from './legend'
import { MergedRow } from './merged-row'
import { RowHead } from './row-head'

/** The well-known overlay drawing: Merged above, the container's own layer, then the image's layers down to the base. */
export function UnionFigureView(props: FigureProps) {
  const t = useTranslations('figure')
  const [fold, setFold] = useState(true)
  const { figure, colours, units } = props
  const columns = columnsOf(figure)
  return (
    <Card card={columns.length === 0 ? undefined : 'figure'} title={t('heading')} note={t('note')} whole>
      {columns.length === 0 ? (
        <p className="text-muted">{t(figure.layers === 0 ? 'none' : 'noPaths')}</p>
      ) : (
        <>
          <section tabIndex={0} aria-label={t('heading')} className="relative overflow-x-auto">
            <table
              className="w-full table-fixed border-separate border-spacing-0"
              style={{ minWidth: `calc(8rem + ${columns.length} * 7.5rem)` }}
            >
              <FigureHead figure={figure} />
              <tbody>
                <MergedRow columns={columns} colours={colours} units={units} />
                <ContainerRow columns={columns.length} />
              </tbody>
              <tbody>
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={columns.length + 1}
                    className="border-line border-b bg-sunken px-2 py-1 text-left font-medium text-sm"
                  >
                    <span className="sticky left-2">{t('image')}</span>
                  </th>
                </tr>
                {rowsOf(figure, fold).map((row) => (
                  <LayerRow key={row.to} row={row} onUnfold={() => setFold(false)} {...props} />
                ))}
              </tbody>
            </table>
          </section>
          <Legend />
          {!fold && (
            <Button className="mt-3 print:hidden" onClick={() => setFold(true)}>
              {t('fold')}
            </Button>
          )}
        </>
      )}
    </Card>
  )
}

function ContainerRow({ columns }: { readonly columns: number }) {
  const t = useTranslations('figure')
  return (
    <tr>
      <RowHead>
        <span className="font-semibold">{t('container')}</span>
      </RowHead>
      <td colSpan={columns} className="border-line border-b px-1.5 py-2">
        <p className="rounded-sm border border-line-strong border-dashed px-2 py-1 text-muted text-xs">
          <span className="sticky left-36 sm:left-64">{t('containerNote')}</span>
        </p>
      </td>
    </tr>
  )
}
