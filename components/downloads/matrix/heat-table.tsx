'use client'

import { useTranslations } from 'next-intl'
import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from 'react'
import type { MatrixReport } from '@/lib/analysis/downloads-report'
import { heatCell, type Place, placeAfter, placeText, placeWithin } from '@/lib/document/downloads/cells'
import type { Scale } from '@/lib/document/downloads/scale'
import type { Units } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'
import styles from './heat.module.css'

/** More tags than this leave no room for figures in the cells. */
const MOST_WITH_TEXT = 12

export interface HeatProps {
  readonly label: string
  readonly matrix: MatrixReport
  readonly scale: Scale | undefined
  readonly chosen: Place | undefined
  /** What its bytes are of. */
  readonly basis: Basis
  readonly units: Units
  readonly words: (place: Place) => string
  readonly onChoose: (place: Place) => void
  /** The cell that is pointed at, or has the focus. */
  readonly onPoint: (place: Place | undefined) => void
}

/** The colours of a step; none where a cell has a look of its own. */
export function stepStyle(step: number): CSSProperties | undefined {
  if (step < 0) return undefined
  return { backgroundColor: `var(--heat-${step})`, color: `var(--heat-ink-${step})` }
}

/** A matrix as a table of buttons: one stop of the Tab key, arrow keys within. */
export const HeatTable = memo(function HeatTable(props: HeatProps) {
  const { label, matrix, scale, chosen, basis, units, words, onChoose, onPoint } = props
  const t = useTranslations('matrix')
  const table = useRef<HTMLTableElement>(null)
  const [cursor, setCursor] = useState<Place>()
  const { tags } = matrix
  const wide = tags.length <= MOST_WITH_TEXT
  const stop = placeWithin(cursor ?? chosen ?? { row: 0, column: 0 }, tags.length)
  const onKeyDown = (event: KeyboardEvent, at: Place) => {
    if (event.altKey || event.metaKey) return
    const next = placeAfter(event.key, event.ctrlKey, at, tags.length)
    if (!next) return
    event.preventDefault()
    setCursor(next)
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus()
  }
  return (
    <table
      ref={table}
      aria-label={label}
      className={`border-separate text-xs ${wide ? 'border-spacing-[5px]' : 'border-spacing-[3px]'}`}
      onPointerLeave={() => onPoint(undefined)}
    >
      <thead>
        <tr>
          <td className="pr-1 text-left text-muted">{t('corner')}</td>
          {tags.map((tag) => (
            <th key={tag} scope="col" title={tag} className="align-bottom font-normal">
              <span
                className={`mx-auto block truncate ${wide ? 'max-w-20' : 'max-h-28 [writing-mode:vertical-rl]'}`}
              >
                {tag}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[t('nothing'), ...tags].map((from, row) => (
          <tr key={row === 0 ? '' : from}>
            <th scope="row" title={from} className="max-w-28 truncate pr-1 text-left font-normal">
              {row === 0 ? <em>{from}</em> : from}
            </th>
            {tags.map((tag, column) => {
              const place = { row, column }
              const { bytes, move, step } = heatCell(matrix, place, scale)
              const isChosen = chosen?.row === row && chosen.column === column
              const name = words(place)
              return (
                <td key={tag} className="p-0">
                  <button
                    type="button"
                    data-at={`${row}-${column}`}
                    title={name}
                    aria-label={name}
                    aria-pressed={isChosen}
                    tabIndex={row === stop.row && column === stop.column ? 0 : -1}
                    data-move={move}
                    data-bytes={bytes === null ? 'unknown' : bytes === 0 ? 'zero' : undefined}
                    className={`${styles.cell} ${isChosen ? styles.chosen : ''} ${wide ? 'h-8 min-w-13 px-1' : 'h-[22px] min-w-[22px]'}`}
                    style={stepStyle(step)}
                    onClick={() => {
                      setCursor(place)
                      onChoose(place)
                    }}
                    onFocus={() => onPoint(place)}
                    onBlur={() => onPoint(undefined)}
                    onPointerEnter={() => onPoint(place)}
                    onKeyDown={(event) => onKeyDown(event, place)}
                  >
                    {wide || bytes === null ? placeText(bytes, basis, units) : ''}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
})
