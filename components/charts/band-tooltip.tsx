'use client'

import { useTranslations } from 'next-intl'
import { createPortal } from 'react-dom'
import type { StrategyReport } from '@/lib/api/compare'
import type { Band, Bar } from '@/lib/cards/bars'
import { formatBytes, type Units } from '@/lib/format'
import { parseInstruction } from '@/lib/oci/instruction'

export interface Hovered {
  readonly band: Band
  readonly bar: Bar
  /** Place of the pointer in the window. */
  readonly x: number
  readonly y: number
}

interface Props {
  readonly hovered: Hovered
  readonly strategies: readonly StrategyReport[]
  readonly units: Units
}

const WIDTH = 300

/** Layer, instruction and bytes of the band under the pointer. */
export function BandTooltip({ hovered: { band, bar, x, y }, strategies, units }: Props) {
  const t = useTranslations('charts')
  const [layer] = band.layers
  if (!layer) return null
  const bytes = (count: number | undefined) => (count === undefined ? '—' : formatBytes(count, units))
  const several = band.layers.length > 1
  const left = Math.max(8, Math.min(x + 14, window.innerWidth - WIDTH - 8))
  const style = { left, top: Math.min(y + 14, window.innerHeight - 150), width: WIDTH }
  return createPortal(
    <div
      style={style}
      className="pointer-events-none fixed z-50 rounded-md border border-line bg-surface p-2.5 text-xs shadow-xl"
    >
      <p className="flex items-center gap-1.5 font-medium">
        <span className="size-3 rounded-sm" style={{ background: `var(--layer-${band.slot})` }} />
        {strategies[bar.strategy]?.name} {bar.tag.tag} ·{' '}
        {several ? t('small', { count: band.layers.length }) : t('layer', { depth: layer.depth })}
      </p>
      {!several && (
        <p className="mt-1 line-clamp-3 font-mono [overflow-wrap:anywhere]">
          {layer.createdBy === undefined ? t('noStep') : parseInstruction(layer.createdBy).text || t('base')}
        </p>
      )}
      <p className="mt-1 text-muted tabular-nums">
        {several ? (
          formatBytes(band.bytes, units)
        ) : (
          <>
            {t('transferBytes', { bytes: bytes(layer.transferBytes) })} ·{' '}
            {t('unpackedBytes', { bytes: bytes(layer.unpackedBytes) })} ·{' '}
            {t('shared', { count: layer.sharedBy })}
          </>
        )}
      </p>
      {band.reused && <p className="mt-1 text-good">{t('reused')}</p>}
    </div>,
    document.body,
  )
}
