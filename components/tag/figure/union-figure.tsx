'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Swatch } from '@/components/display/swatch'
import { Card } from '@/components/document/card'
import { Button } from '@/components/ui/button'
import { columnsOf, type FigureRow, rowsOf, widestOf } from '@/lib/document/tag/figure-rows'
import type { UnionFigure } from '@/lib/layerfs/figure'
import { splitPath } from '@/lib/layerfs/path'
import { marked } from '@/lib/oci/plain'
import { useTag } from '../use-tag'
import { FigureBlock, Legend, MergedBlock } from './blocks'

const CELL = 'border-line border-b px-1.5 py-2'

/** The well-known overlay drawing: Merged above, the container's own layer, then the image's layers down to the base. */
export function UnionFigureView({ figure }: { readonly figure: UnionFigure }) {
  const t = useTranslations('figure')
  const [fold, setFold] = useState(true)
  const columns = columnsOf(figure)
  const rows = rowsOf(figure, fold)
  const widest = widestOf(figure, rows)
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
              <FigureHead {...figure} />
              <tbody>
                <tr className="align-top">
                  <RowHead>
                    <span className="font-semibold">{t('merged')}</span>
                    <span className="block text-muted text-xs">{t('mergedNote')}</span>
                  </RowHead>
                  {columns.map(({ path, merged }) => (
                    <td key={path} className={CELL}>
                      <MergedBlock merged={merged} widest={widest} />
                    </td>
                  ))}
                </tr>
                <tr>
                  <RowHead>
                    <span className="font-semibold">{t('container')}</span>
                  </RowHead>
                  <td colSpan={columns.length} className={CELL}>
                    <p className="rounded-sm border border-line-strong border-dashed px-2 py-1 text-muted text-xs">
                      <span className="sticky left-36 sm:left-64">{t('containerNote')}</span>
                    </p>
                  </td>
                </tr>
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
                {rows.map((row) => (
                  <LayerRow key={row.to} row={row} widest={widest} onUnfold={() => setFold(false)} />
                ))}
              </tbody>
            </table>
          </section>
          <Legend widest={widest} />
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

/** The paths above their columns: directory and name, each on a line. */
function FigureHead({ columns, others }: UnionFigure) {
  const t = useTranslations('figure')
  return (
    <thead>
      <tr className="text-left align-bottom">
        <th
          scope="col"
          className="sticky left-0 z-10 w-32 border-line-strong border-r border-b bg-surface py-2 font-medium text-muted text-sm sm:w-60"
        >
          {t('rows')}
        </th>
        {columns.map(({ path, directory }) => {
          const [above, name] = splitPath(path)
          return (
            <th
              key={path}
              scope="col"
              title={`/${marked(path)}`}
              className="border-line-strong border-b px-1.5 py-2 font-medium font-mono text-xs"
            >
              {above !== '' && (
                <span className="block truncate font-normal text-muted">/{marked(above)}/</span>
              )}
              <span className="block truncate">
                {above === '' && '/'}
                {marked(name)}
                {directory && '/'}
              </span>
            </th>
          )
        })}
        {others && (
          <th scope="col" className="border-line-strong border-b px-1.5 py-2 font-medium text-muted text-xs">
            {t('others', { count: others.paths })}
          </th>
        )}
      </tr>
    </thead>
  )
}

/** The head of a row; it stays while the columns scroll. */
function RowHead({ children }: { readonly children: ReactNode }) {
  return (
    <th
      scope="row"
      className="sticky left-0 z-10 w-32 min-w-32 max-w-32 border-line border-r border-b bg-surface py-2 pr-2 text-left font-normal text-sm sm:w-60 sm:min-w-60 sm:max-w-60"
    >
      {children}
    </th>
  )
}

interface LayerRowProps {
  readonly row: FigureRow
  readonly widest: number
  readonly onUnfold: () => void
}

/** One layer, or a run of layers of which nothing shows. */
function LayerRow({ row: { from, to, cells }, widest, onUnfold }: LayerRowProps) {
  const t = useTranslations('figure')
  const { instructions, colours, change } = useTag()
  const isRun = from < to
  const colour = isRun ? undefined : colours[from]
  const instruction = instructions[from] || t('unknownStep')
  return (
    <tr className="align-top">
      <RowHead>
        {isRun ? (
          <>
            {t('run', { from: from + 1, to: to + 1 })}
            <span className="block text-muted text-xs">{t('runNote', { count: to - from + 1 })}</span>
            <button
              type="button"
              onClick={onUnfold}
              className="min-h-6 cursor-pointer rounded text-xs underline print:hidden"
            >
              {t('unfold')}
            </button>
          </>
        ) : (
          <button
            type="button"
            onClick={() => change({ layer: from, tab: 'layers' })}
            title={instruction}
            className="block min-h-6 w-full cursor-pointer rounded text-left hover:underline"
          >
            <span className="flex items-center gap-1.5">
              <Swatch background={colour} className="size-3 shrink-0 rounded-sm" />
              {t('layer', { n: from + 1 })}
              {from === 0 && <span className="text-muted text-xs">{t('base')}</span>}
            </span>
            <code className="block truncate text-muted text-xs leading-5">{instruction}</code>
          </button>
        )}
      </RowHead>
      {cells.map((cell, at) => (
        <td key={String(at)} className={CELL}>
          {cell && <FigureBlock cell={cell} colour={colour} widest={widest} />}
        </td>
      ))}
    </tr>
  )
}
