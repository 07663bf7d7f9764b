import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, type RefObject, useEffect, useState } from 'react'

/** The rows of a long table that are drawn, and the room that the others take, in px. */
export interface RowsInView {
  readonly indices: readonly number[]
  readonly before: number
  readonly after: number
  /** Measures a row as it is drawn: rows with many names are higher. */
  readonly measure: Ref<HTMLTableRowElement>
}

interface Props {
  readonly scroller: RefObject<HTMLElement | null>
  readonly count: number
  /** Of a row that has not been drawn yet, in px. */
  readonly rowHeight: number
  readonly draw: (rows: RowsInView) => ReactNode
}

/** Draws the rows of a long table that are in view. */
export default function RowWindow({ scroller, count, rowHeight, draw }: Props) {
  const [isDrawn, setDrawn] = useState(false)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // Nobody has scrolled yet when it is drawn for the first time, on the server.
    overscan: isDrawn ? 6 : 0,
    initialRect: { width: 800, height: 560 },
  })
  useEffect(() => setDrawn(true), [])
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure()
  }, [virtualizer, rowHeight])
  const items = virtualizer.getVirtualItems()
  return draw({
    indices: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
  })
}
