import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { originText, storedText, whiteoutText } from '@/lib/document/words/figure-text'
import { formatBytes, formatExactBytes } from '@/lib/i18n/format'
import type { FigureCell, FigureColumn } from '@/lib/layerfs/figure'
import { blockStyle, pale } from '../hidden'
import { useTag } from '../use-tag'

/** Of what is no single layer's. */
const NEUTRAL = 'var(--layer-0)'

interface BlockProps {
  readonly cell: FigureCell
  /** Background of the layer; absent for a run of layers. */
  readonly colour: string | undefined
  /** Bytes of the widest block. */
  readonly widest: number
}

/** What a layer does to a path: a block for what shows, a pale one for what is hidden, a cross for what it deletes. */
export function FigureBlock({ cell, colour = NEUTRAL, widest }: BlockProps) {
  const t = useTranslations('figure')
  const { units } = useTag().state
  const { storedBytes, visibleBytes, seen } = cell
  const share = storedBytes > 0 ? visibleBytes / storedBytes : Number(seen)
  return (
    <>
      {cell.whiteout && (
        <div>
          <div
            aria-hidden="true"
            className="flex h-5 w-7 items-center justify-center rounded-sm border-2 border-line-strong border-dashed"
          >
            <X className="size-4 text-bad" strokeWidth={3} />
          </div>
          <p className="text-bad text-xs leading-5">{whiteoutText(t, cell)}</p>
        </div>
      )}
      {cell.stores && (
        <div title={formatExactBytes(storedBytes)}>
          <Bar
            width={storedBytes / widest}
            parts={[
              { share, fill: colour },
              { share: 1 - share, fill: pale(colour) },
            ]}
          />
          <p className="text-xs leading-5 tabular-nums">
            {storedText(t, cell, units)}
            {seen && visibleBytes < storedBytes && <span className="sr-only">, {t('partlyNote')}</span>}
          </p>
        </div>
      )}
    </>
  )
}

/** What a container sees of a path, in the colours of the layers that it comes from. */
export function MergedBlock({ merged, widest }: Pick<FigureColumn, 'merged'> & Pick<BlockProps, 'widest'>) {
  const t = useTranslations('figure')
  const { state, colours } = useTag()
  if (!merged) {
    return (
      <>
        <div aria-hidden="true" className="h-5 w-7 rounded-sm border border-line-strong border-dashed" />
        <p className="text-muted text-xs leading-5">{t('nothing')}</p>
      </>
    )
  }
  const { bytes, parts } = merged
  const colourAt = (layer: number | undefined) => colours[layer ?? -1] ?? NEUTRAL
  // Layers without a colour are one part.
  const shares = new Map<string, number>()
  for (const { layer, bytes: own } of parts) {
    // Of what has no bytes, all layers have a like part.
    const share = bytes > 0 ? own / bytes : 1
    shares.set(colourAt(layer), (shares.get(colourAt(layer)) ?? 0) + share)
  }
  return (
    <div title={formatExactBytes(bytes)}>
      <Bar width={bytes / widest} parts={[...shares].map(([fill, share]) => ({ fill, share }))} />
      <p className="text-xs leading-5 tabular-nums">
        {formatBytes(bytes, 'unpacked', state.units)}
        {parts.length > 0 && <span className="block text-muted leading-4">{originText(t, parts)}</span>}
      </p>
    </div>
  )
}

interface BarProps {
  /** Of the column's, from 0 to 1; what has bytes, or none at all, is a sliver that is seen. */
  readonly width: number
  readonly parts: readonly { readonly share: number; readonly fill: string }[]
}

/** A block of the figure, in parts of its width; each that there is is seen. */
function Bar({ width, parts }: BarProps) {
  return (
    <div
      aria-hidden="true"
      className="relative flex h-5 min-w-1.5 gap-px overflow-hidden rounded-sm"
      style={{ width: `${100 * width}%` }}
    >
      {parts
        .filter(({ share }) => share > 0)
        .map(({ share, fill }) => (
          <div key={fill} className="min-w-1 basis-0" style={{ flexGrow: share, background: fill }} />
        ))}
      <div className="absolute inset-0 rounded-sm" style={blockStyle()} />
    </div>
  )
}

const SAMPLE = 'var(--layer-1)'

/** What the blocks mean. */
export function Legend({ widest }: Pick<BlockProps, 'widest'>) {
  const t = useTranslations('figure')
  const { units } = useTag().state
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {[
        { text: t('legendVisible'), fill: SAMPLE },
        { text: t('legendHidden'), fill: pale(SAMPLE) },
      ].map(({ text, fill }) => (
        <li key={text} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="h-3 w-5 rounded-sm" style={blockStyle(fill)} />
          {text}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span
          aria-hidden="true"
          className="flex h-3.5 w-5 items-center justify-center rounded-sm border border-line-strong border-dashed"
        >
          <X className="size-3 text-bad" strokeWidth={3} />
        </span>
        {t('legendWhiteout')}
      </li>
      <li>{t('legendWidth', { bytes: formatBytes(widest, 'unpacked', units) })}</li>
    </ul>
  )
}
