import { type RefObject, useLayoutEffect, useState } from 'react'
import { useDensity } from '@/components/ui/density'

/** Of a row with one line, in the comfortable density, until one has been drawn. */
const FIRST_GUESS = 41

/**
 * Height in px of a table's rows as they are drawn: it follows the density, the font and what the columns hold.
 *
 * @param scroller  what the table scrolls in
 * @param columns   measures anew when it changes
 * @param rows      likewise
 */
export function useRowHeight(
  scroller: RefObject<HTMLElement | null>,
  columns: unknown,
  rows: unknown,
): number {
  const { density } = useDensity()
  const [height, setHeight] = useState(FIRST_GUESS)
  const drawn = [density, columns, rows]
  useLayoutEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>('tbody tr[aria-rowindex]')
    if (row && row.offsetHeight > 0) setHeight(row.offsetHeight)
  }, [scroller, ...drawn])
  return height
}
