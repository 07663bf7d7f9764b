import { useTranslations } from 'next-intl'
import { REUSED_BACKGROUND } from '@/components/display/layer-colour'
import type { PullLayer } from '@/lib/analysis/downloads-report'
import type { LayerTimes } from '@/lib/analysis/pull/timeline'
import { layerName, layerTimesText, pullReasonText } from '@/lib/document/words/pull-words'
import { formatBytes, type Units } from '@/lib/i18n/format'

interface Props {
  readonly layer: PullLayer
  readonly number: number
  /** Absent while the time is not known. */
  readonly times: LayerTimes | undefined
  readonly totalMs: number
  readonly units: Units
}

/** One layer of a pull: what made it, what is done with it and why, its bytes, and when. */
export function PullRow({ layer, number, times, totalMs, units }: Props) {
  const t = useTranslations('pull')
  const { way, why, instruction, diffId, transferBytes } = layer
  const spared = way !== 'download'
  const spoken = layerTimesText(t, times)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_88px] items-center gap-x-4 gap-y-1 border-line border-b py-1.5 text-sm last:border-0 lg:grid-cols-[minmax(0,1.1fr)_88px_minmax(0,1fr)]">
      <div className={`min-w-0 ${spared ? 'text-muted' : ''}`}>
        <p className="truncate font-mono text-xs leading-5" title={instruction || diffId}>
          {number}. {layerName(layer)}
        </p>
        <p className="text-muted text-xs leading-4">
          <span className={spared ? '' : 'font-medium text-ink'}>{t(`way.${way}`)}</span> ·{' '}
          {pullReasonText(t, why)}
        </p>
      </div>
      <span className={`text-right tabular-nums ${spared ? 'text-muted line-through decoration-1' : ''}`}>
        {transferBytes === undefined ? '—' : formatBytes(transferBytes, 'transfer', units)}
      </span>
      <div
        className="relative col-span-2 h-5 rounded-sm bg-sunken lg:col-span-1"
        style={spared ? { background: REUSED_BACKGROUND } : undefined}
        aria-hidden="true"
      >
        <Bar from={times?.downloadFromMs} to={times?.downloadToMs} totalMs={totalMs} kind="download" />
        <Bar from={times?.unpackFromMs} to={times?.unpackToMs} totalMs={totalMs} kind="unpack" />
      </div>
      {spoken && <span className="sr-only">{spoken}</span>}
    </li>
  )
}

interface BarProps {
  readonly from: number | undefined
  readonly to: number | undefined
  readonly totalMs: number
  readonly kind: 'download' | 'unpack'
}

/** Downloads above in full colour, unpacking below as an outline. */
function Bar({ from, to, totalMs, kind }: BarProps) {
  if (from === undefined || to === undefined || totalMs === 0) return null
  return (
    <span
      className={`absolute h-2 rounded-[2px] ${kind === 'download' ? 'top-0.5' : 'bottom-0.5'}`}
      style={{
        left: `${(100 * from) / totalMs}%`,
        width: `max(2px, ${(100 * (to - from)) / totalMs}%)`,
        background: `var(--${kind === 'download' ? 'accent-0' : 'surface'})`,
        boxShadow: kind === 'unpack' ? 'inset 0 0 0 1.5px var(--accent-2)' : undefined,
      }}
    />
  )
}
