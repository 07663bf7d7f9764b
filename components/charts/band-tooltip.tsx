'use client'

import { createPortal } from 'react-dom'
import { slotBackground } from '@/components/display/layer-colour'
import type { Band, Bar } from '@/lib/document/compare/bars'
import type { BandText } from '@/lib/document/words/band-text'

export interface Hovered {
  readonly band: Band
  readonly bar: Bar
  /** Place of the pointer in the window. */
  readonly x: number
  readonly y: number
}

const WIDTH = 300

/** Layer, instruction and bytes of the band under the pointer, or where the keyboard is. */
export function BandTooltip({ band, x, y, text }: Hovered & { readonly text: BandText }) {
  const { title, names, instruction, bytes, tags, reused } = text
  const left = Math.max(8, Math.min(x + 14, window.innerWidth - WIDTH - 8))
  const style = { left, top: Math.min(y + 14, window.innerHeight - 150), width: WIDTH }
  return createPortal(
    <div
      style={style}
      className="pointer-events-none fixed z-50 rounded-md border border-line bg-surface p-2.5 text-xs shadow-xl"
    >
      <p className="flex items-center gap-1.5 font-medium">
        <span className="size-3 shrink-0 rounded-sm" style={{ background: slotBackground(band.slot) }} />
        {title}
      </p>
      {names !== undefined && (
        <p className="mt-0.5 line-clamp-2 text-muted [overflow-wrap:anywhere]">{names}</p>
      )}
      {instruction !== undefined && (
        <p className="mt-1 line-clamp-3 font-mono [overflow-wrap:anywhere]">{instruction}</p>
      )}
      <p className="mt-1 text-muted tabular-nums">{bytes}</p>
      {tags !== undefined && <p className="mt-1 line-clamp-3 text-muted [overflow-wrap:anywhere]">{tags}</p>}
      {reused !== undefined && <p className="mt-1 text-good">{reused}</p>}
    </div>,
    document.body,
  )
}
