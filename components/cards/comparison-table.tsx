'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { StrategyHeads, stackedTable } from '@/components/document/grid'
import { StackMarks } from '@/components/document/stack-marks'
import { gapBefore, MARK, TABLE, Title } from '@/components/document/table'
import { useWords } from '@/components/document/use-words'
import { NoTags } from '@/components/states/no-tags'
import { useDensity } from '@/components/ui/density'
import { Help } from '@/components/ui/help'
import { Scroller } from '@/components/ui/scroller'
import { type ComparePart, compareParts, spreadParts } from '@/lib/document/cards/compare-table'
import type { CardId } from '@/lib/document/compare/columns'
import { differInPlace, rowsOf } from '@/lib/document/compare/rows'
import type { CardColumn } from '@/lib/document/document'
import { headsOf } from '@/lib/document/spread'
import type { Sort } from '@/lib/link/view-state'
import { type CardsProps, tagHrefOf } from './card-state'
import type { RowsInView } from './row-window'
import { TableRow, TotalsRow } from './table-row'

/** Rows beyond this number are drawn only while they are in view. */
const PLAIN_ROWS = 60
/** Beyond this number the table scrolls in itself. */
const MOST_TALL = 20

/** Only long tables need it. */
const RowWindow = dynamic(() => import('./row-window'))

/** A table of the articles: a line per version, strategies side by side in each cell. */
export function ComparisonTable({ card, report, state, onChange }: CardsProps & { readonly card: CardId }) {
  const t = useTranslations('cards')
  const scroller = useRef<HTMLElement>(null)
  const words = useWords()
  const { units, cols, sort, source, platform, lang } = state
  // Kept between renders, so that scrolling draws the rows that come into view and no others.
  const parts = useMemo(
    () => compareParts(card, { report, units, cols, words }),
    [card, report, units, cols, words],
  )
  const columns = useMemo(() => spreadParts(parts, report.strategies), [parts, report.strategies])
  const tagHref = useMemo(() => tagHrefOf({ source, platform, units, lang }), [source, platform, units, lang])
  const rows = useMemo(() => rowsOf(report, sort), [report, sort])
  const places = useMemo(() => differInPlace(report), [report])
  const virtual = rows.length > PLAIN_ROWS
  const rowHeight = useRowHeight(scroller, parts, rows)
  const draw = ({ indices, before, after, measure }: Partial<RowsInView>) => (
    <tbody>
      <Spacer height={before} width={columns.length} />
      {(indices ?? [...rows.keys()]).map((index) => (
        <TableRow
          key={rows[index]!.label}
          row={rows[index]!}
          index={index}
          strategies={report.strategies}
          columns={columns}
          places={places}
          tagHref={tagHref}
          measure={measure}
        />
      ))}
      <Spacer height={after} width={columns.length} />
    </tbody>
  )

  if (rows.length === 0) return <NoTags />
  const isSpread = columns.length > parts.length
  const drawn = columns.map(({ column }) => column)
  return (
    <Scroller
      ref={scroller}
      label={`${t(card)}: ${t('table')}`}
      className={rows.length > MOST_TALL ? 'max-h-[min(40rem,80vh)] print:max-h-none' : ''}
    >
      <StackMarks />
      <table
        className={`${TABLE} ${isSpread ? 'spread text-xs' : 'text-sm'}`}
        style={stackedTable(parts.length)}
        aria-rowcount={rows.length + (isSpread ? 2 : 1)}
      >
        <thead className="sticky top-0 z-20 bg-surface">
          <tr>
            {headsOf(drawn).map(({ column, place, span }) => (
              <Header
                key={column.id}
                part={columns[place]!.part}
                first={place === 0}
                span={span}
                tall={isSpread && span === 1}
                sort={sort}
                onSort={(next) => onChange({ sort: next })}
              />
            ))}
          </tr>
          {isSpread && <StrategyHeads columns={drawn} skin={strategySkin(drawn)} />}
        </thead>
        {virtual ? (
          <RowWindow scroller={scroller} count={rows.length} rowHeight={rowHeight} draw={draw} />
        ) : (
          draw({})
        )}
        {card === 'total' && <TotalsRow columns={columns} strategies={report.strategies} />}
      </table>
    </Scroller>
  )
}

const strategySkin = (columns: readonly CardColumn[]) => ({
  mark: MARK,
  seen: 'sr-only',
  head: (place: number) =>
    `border-line-strong border-b pb-1 ${gapBefore(columns[place])} ${columns[place]?.align === 'left' ? 'text-left' : 'text-right'}`,
})

/** Of a row with one line, in the comfortable density, until one has been drawn. */
const FIRST_GUESS = 41

/**
 * Height in px of a table's rows as they are drawn: it follows the density, the font and what the columns hold.
 *
 * @param of  what the rows are drawn from: they are measured again when it changes
 */
function useRowHeight(scroller: RefObject<HTMLElement | null>, ...of: readonly unknown[]): number {
  const { density } = useDensity()
  const [height, setHeight] = useState(FIRST_GUESS)
  const drawn = [density, ...of]
  useLayoutEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>('tbody tr[aria-rowindex]')
    if (row && row.offsetHeight > 0) setHeight(row.offsetHeight)
  }, [scroller, ...drawn])
  return height
}

function Spacer({ height = 0, width }: { readonly height?: number | undefined; readonly width: number }) {
  if (height <= 0) return null
  return (
    <tr>
      <td colSpan={width} style={{ height, padding: 0 }} />
    </tr>
  )
}

interface HeaderProps {
  readonly part: ComparePart
  /** It stays in view. */
  readonly first: boolean
  /** How many columns it is the header of, and whether it is as tall as those with strategies below. */
  readonly span: number
  readonly tall: boolean
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function Header({ part: { column, figure }, first, span, tall, sort, onSort }: HeaderProps) {
  const t = useTranslations('cards')
  const { id, title, align, beside } = column
  const topic = figure?.topic ?? (id === 'difference' ? id : undefined)
  const sortKey = first ? 'version' : figure?.sort
  const sorted = sortKey !== undefined && sort.key === sortKey
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope={span > 1 ? 'colgroup' : 'col'}
      colSpan={span}
      rowSpan={tall ? 2 : undefined}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={`whitespace-nowrap border-line-strong bg-surface px-2.5 py-1.5 align-bottom font-medium text-muted first:pl-0 last:pr-1.5 ${align === 'right' ? 'text-right' : 'text-left'} ${first ? 'sticky left-0 z-10' : ''} ${span > 1 ? '' : 'border-b'}`}
    >
      {sortKey === undefined ? (
        title
      ) : (
        <button
          type="button"
          title={t('sortBy', { column: title })}
          onClick={() => onSort({ key: sortKey, descending: sorted && !sort.descending })}
          className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded hover:text-ink"
        >
          {title}
          {sorted && (sortKey !== 'version' || sort.descending) && (
            <Arrow className="size-3.5" aria-hidden="true" />
          )}
        </button>
      )}
      {topic && <Help topic={topic} />}
      <Title text={null} beside={figure?.beside && beside} />
    </th>
  )
}
