'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '@/components/document/use-words'
import { NoTags } from '@/components/states/no-tags'
import { useDensity } from '@/components/ui/density'
import { Help } from '@/components/ui/help'
import { type ComparePart, compareParts } from '@/lib/document/cards/compare-table'
import type { CardId } from '@/lib/document/compare/columns'
import { differInPlace, rowsOf } from '@/lib/document/compare/rows'
import type { Sort } from '@/lib/link/view-state'
import { type CardsProps, tagHrefOf } from './card-state'
import { TableRow, TotalsRow } from './table-row'

/** Rows beyond this number are drawn only while they are in view. */
const PLAIN_ROWS = 60

/** A table of the articles: a line per version, strategies side by side in each cell. */
export function ComparisonTable({ card, report, state, onChange }: CardsProps & { readonly card: CardId }) {
  const t = useTranslations('cards')
  const scroller = useRef<HTMLElement>(null)
  const words = useWords()
  const { units, cols, sort } = state
  // Kept between renders, so that scrolling draws the rows that come into view and no others.
  const parts = useMemo(
    () => compareParts(card, { report, units, cols, words }),
    [card, report, units, cols, words],
  )
  const tagHref = useMemo(() => tagHrefOf(state), [state])
  const rows = useMemo(() => rowsOf(report, sort), [report, sort])
  const places = useMemo(() => differInPlace(report), [report])
  const virtual = rows.length > PLAIN_ROWS
  const rowHeight = useRowHeight(scroller, parts, rows)
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialRect: { width: 800, height: 560 },
  })
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure()
  }, [virtualizer, rowHeight])
  const items = virtual ? virtualizer.getVirtualItems() : undefined
  const visible = items ? items.map(({ index }) => index) : [...rows.keys()]
  const before = items?.[0]?.start ?? 0
  const after = items ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0

  if (rows.length === 0) return <NoTags />
  return (
    <section
      ref={scroller}
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={`${t(card)}: ${t('table')}`}
      className={`relative overflow-auto ${virtual ? 'max-h-[560px]' : ''}`}
    >
      <table
        className="w-full border-separate border-spacing-0 text-sm tabular-nums"
        aria-rowcount={rows.length + 1}
      >
        <thead>
          <tr>
            {parts.map((part, place) => (
              <Header
                key={part.column.id}
                part={part}
                first={place === 0}
                sort={sort}
                onSort={(next) => onChange({ sort: next })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} width={parts.length} />
          {visible.map((index) => (
            <TableRow
              key={rows[index]!.label}
              row={rows[index]!}
              index={index}
              strategies={report.strategies}
              parts={parts}
              places={places}
              tagHref={tagHref}
              measure={virtual ? virtualizer.measureElement : undefined}
            />
          ))}
          <Spacer height={after} width={parts.length} />
        </tbody>
        {card === 'total' && <TotalsRow parts={parts} />}
      </table>
    </section>
  )
}

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

function Spacer({ height, width }: { readonly height: number; readonly width: number }) {
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
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function Header({ part: { column, figure }, first, sort, onSort }: HeaderProps) {
  const t = useTranslations('cards')
  const { id, title, align } = column
  const topic = figure?.topic ?? (id === 'difference' ? id : undefined)
  const sortKey = first ? 'version' : figure?.sort
  const sorted = sortKey !== undefined && sort.key === sortKey
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={`sticky top-0 z-10 whitespace-nowrap border-line-strong border-b bg-surface px-2.5 py-1.5 font-medium text-muted first:pl-0 last:pr-1.5 ${align === 'right' ? 'text-right' : 'text-left'} ${first ? 'left-0 z-20' : ''}`}
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
    </th>
  )
}
