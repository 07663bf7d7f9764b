'use client'

import { Copy, Tags } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef } from 'react'
import { layerBackground } from '@/components/display/layer-colour'
import type { TagReport } from '@/lib/analysis/report'
import { bandHeights, type ChainRow, drawnBytes, type RowLayer } from '@/lib/document/tag/chain-rows'
import { transferCell, unpackedCell } from '@/lib/document/tag/layer-cells'
import { cellText } from '@/lib/document/words/cell-text'
import { formatBytes, formatDifference, type Units } from '@/lib/i18n/format'
import type { Scale } from '@/lib/link/tag-state'
import { shortDigest } from '@/lib/oci/digest'

interface Props {
  /** Base first. */
  readonly rows: readonly ChainRow[]
  readonly scale: Scale
  readonly units: Units
  /** Position of the chosen layer. */
  readonly chosen: number
  readonly onChoose: (position: number) => void
  readonly tag: TagReport
  readonly shared: (position: number) => number
}

/** The chain as a drill core, base at the bottom: a band per layer, a thin line per step without one. */
export function ChainColumn({ rows, scale, units, chosen, onChoose, tag, shared }: Props) {
  const t = useTranslations('chain')
  const list = useRef<HTMLOListElement>(null)
  const layers = rows.flatMap(({ layer }) => (layer ? [layer] : []))
  const heights = bandHeights(layers.map(drawnBytes), scale)

  function move(event: KeyboardEvent) {
    const step = { ArrowUp: 1, ArrowDown: -1, Home: layers.length, End: -layers.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(layers.length - 1, Math.max(0, chosen + step))
    onChoose(next)
    list.current?.querySelector<HTMLElement>(`[data-position="${next}"]`)?.focus()
  }

  return (
    <div>
      <div className="grid grid-cols-[44px_minmax(0,1fr)_84px] gap-x-3 border-line-strong border-b pb-1.5 text-muted text-xs sm:grid-cols-[56px_minmax(0,1fr)_84px_84px_84px_84px]">
        <span />
        <span>{t('instruction')}</span>
        <span className="hidden text-right sm:inline">{t('transfer')}</span>
        <span className="text-right">{t('unpacked')}</span>
        <span className="hidden text-right sm:inline">{t('contribution')}</span>
        <span className="hidden text-right sm:inline">{t('running')}</span>
      </div>
      <ol ref={list} aria-label={t('label')} onKeyDown={move}>
        {rows
          .toReversed()
          .map((row) =>
            row.layer ? (
              <LayerRow
                key={row.layer.report.chainId}
                row={row}
                layer={row.layer}
                height={heights[row.layer.position] ?? 0}
                units={units}
                tag={tag}
                shared={shared(row.layer.position)}
                chosen={row.layer.position === chosen}
                onChoose={onChoose}
              />
            ) : (
              <EmptyRow key={`step ${row.step}`} row={row} />
            ),
          )}
      </ol>
    </div>
  )
}

/** A step that made no layer: a thin line across the core. */
function EmptyRow({ row: { instruction, comment } }: { readonly row: ChainRow }) {
  const t = useTranslations('chain')
  return (
    <li className="grid grid-cols-[44px_minmax(0,1fr)_84px] items-center gap-x-3 py-0.5 text-muted text-xs sm:grid-cols-[56px_minmax(0,1fr)_84px_84px_84px_84px]">
      <span className="h-px bg-line-strong" aria-hidden="true" />
      <span className="truncate font-mono leading-4" title={instruction?.original}>
        {instruction?.text || comment || t('unknownStep')}
      </span>
      <span className="text-right sm:col-start-4">{t('noLayer')}</span>
    </li>
  )
}

interface RowProps {
  readonly row: ChainRow
  readonly layer: RowLayer
  readonly height: number
  readonly units: Units
  readonly tag: TagReport
  readonly shared: number
  readonly chosen: boolean
  readonly onChoose: (position: number) => void
}

function LayerRow({ row, layer, height, units, tag, shared, chosen, onChoose }: RowProps) {
  const t = useTranslations('chain')
  const { report, chain, position } = layer
  const bytes = (count: number | undefined) => (count === undefined ? '—' : formatBytes(count, units))
  const { contributionBytes, runningBytes, repeats = [] } = chain ?? {}
  const unpacked = unpackedCell(report, tag, chain?.storedBytes)
  return (
    <li>
      <button
        type="button"
        data-position={position}
        aria-pressed={chosen}
        tabIndex={chosen ? 0 : -1}
        onClick={() => onChoose(position)}
        style={{ minHeight: Math.max(36, height) }}
        className={`grid w-full cursor-pointer grid-cols-[44px_minmax(0,1fr)_84px] items-stretch gap-x-3 text-left text-sm sm:grid-cols-[56px_minmax(0,1fr)_84px_84px_84px_84px] ${chosen ? 'bg-sunken' : 'hover:bg-sunken/60'}`}
      >
        <span className="flex items-center" aria-hidden="true">
          <span
            className="w-full rounded-[2px]"
            style={{ background: layerBackground(layer.identity), height: `${height}px` }}
          />
        </span>
        <span className="flex min-w-0 flex-col justify-center py-1">
          <span className="line-clamp-2 font-mono text-xs leading-4 [overflow-wrap:anywhere]">
            {row.instruction?.text || row.comment || shortDigest(report.diffId)}
          </span>
          <span className="mt-0.5 flex flex-wrap gap-x-2.5 text-muted text-xs leading-4">
            <span>{t('layer', { number: position + 1 })}</span>
            {repeats.length > 0 && (
              <span className="inline-flex items-center gap-1 font-medium text-warn">
                <Copy className="size-3" aria-hidden="true" />
                {t('repeated', { times: repeats.length + 1 })}
              </span>
            )}
            {shared > 0 && (
              <span className="inline-flex items-center gap-1">
                <Tags className="size-3" aria-hidden="true" />
                {t('sharedBy', { tags: shared })}
              </span>
            )}
          </span>
        </span>
        <Figure hideSmall>{cellText(transferCell(report, tag), units)}</Figure>
        <Figure>{cellText(unpacked, units)}</Figure>
        <Figure hideSmall negative={(contributionBytes ?? 0) < 0}>
          {contributionBytes === undefined ? '—' : formatDifference(contributionBytes, units)}
        </Figure>
        <Figure hideSmall>{bytes(runningBytes)}</Figure>
      </button>
    </li>
  )
}

interface FigureProps {
  readonly children: string
  readonly hideSmall?: boolean
  readonly negative?: boolean
}

function Figure({ children, hideSmall = false, negative = false }: FigureProps) {
  return (
    <span
      className={`items-center justify-end tabular-nums ${hideSmall ? 'hidden sm:flex' : 'flex'} ${negative ? 'text-good' : ''}`}
    >
      {children}
    </span>
  )
}
