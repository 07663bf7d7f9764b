'use client'

import { Copy, Tags, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef } from 'react'
import { useWords } from '@/components/document/use-words'
import type { SharedReport } from '@/lib/analysis/chain-report'
import { bandHeights, type ChainRow, drawnBytes, type RowLayer } from '@/lib/document/tag/chain-rows'
import { transferCell, unpackedCell } from '@/lib/document/tag/layer-cells'
import { layerTexts } from '@/lib/document/words/blob-words'
import { cellText } from '@/lib/document/words/cell-text'
import { shortHashes } from '@/lib/document/words/shortened'
import { formatBytes, formatDifference } from '@/lib/i18n/format'
import { shortDigest } from '@/lib/oci/digest'
import { useTag } from '../use-tag'

interface Props {
  /** Base first. */
  readonly rows: readonly ChainRow[]
  /** Per layer, base first; empty until it is known. */
  readonly shared: SharedReport['layers']
}

const GRID =
  'grid grid-cols-[44px_minmax(0,1fr)_84px] gap-x-3 sm:grid-cols-[56px_minmax(0,1fr)_84px_84px_84px_84px]'

/** The chain as a drill core, base at the bottom: a band per layer, a thin line per step without one. */
export function ChainColumn({ rows, shared }: Props) {
  const t = useTranslations('chain')
  const words = useWords()
  const { report, state, change, chosen } = useTag()
  const list = useRef<HTMLOListElement>(null)
  const layers = rows.flatMap(({ layer }) => (layer ? [layer] : []))
  const heights = bandHeights(layers.map(drawnBytes), state.scale)

  function move(event: KeyboardEvent) {
    const step = { ArrowUp: 1, ArrowDown: -1, Home: layers.length, End: -layers.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(layers.length - 1, Math.max(0, chosen + step))
    change({ layer: next })
    list.current?.querySelector<HTMLElement>(`[data-position="${next}"]`)?.focus()
  }

  return (
    <div>
      <div className={`${GRID} border-line-strong border-b pb-1.5 text-muted text-xs`}>
        <span />
        <span>{t('instruction')}</span>
        <span className="hidden text-right sm:inline">{t('transfer')}</span>
        <span className="text-right">{t('unpacked')}</span>
        <span className="hidden text-right sm:inline">{t('contribution')}</span>
        <span className="hidden text-right sm:inline">{t('running')}</span>
      </div>
      <ol ref={list} aria-label={t('label')} onKeyDown={move}>
        {rows.toReversed().map((row) => {
          const { step, instruction, comment, layer } = row
          if (layer) {
            const { series = [], host = [] } = shared[layer.position] ?? {}
            return (
              <LayerRow
                key={layer.report.chainId}
                row={row}
                layer={layer}
                height={heights[layer.position] ?? 0}
                sharedBy={series.length + host.length}
                isOdd={layerTexts(layer, report.tag, { words, units: state.units }).length > 0}
              />
            )
          }
          return (
            <li key={`step ${step}`} className={`${GRID} items-center py-0.5 text-muted text-xs`}>
              <span className="h-px bg-line-strong" aria-hidden="true" />
              <span className="truncate font-mono leading-4" title={instruction?.original}>
                {shortHashes(instruction?.text || comment || '') || t('unknownStep')}
              </span>
              <span className="text-right sm:col-start-4">{t('noLayer')}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

interface RowProps {
  readonly row: ChainRow
  readonly layer: RowLayer
  /** Pixels of its band. */
  readonly height: number
  /** How many other tags hold it. */
  readonly sharedBy: number
  /** Its details have something to warn of. */
  readonly isOdd: boolean
}

function LayerRow({ row, layer, height, sharedBy, isOdd }: RowProps) {
  const { report, chain, position } = layer
  const t = useTranslations('chain')
  const page = useTag()
  const { tag } = page.report
  const { units } = page.state
  const chosen = position === page.chosen
  const { contributionBytes, runningBytes, repeats = [] } = chain ?? {}
  return (
    <li>
      <button
        type="button"
        data-position={position}
        aria-pressed={chosen}
        tabIndex={chosen ? 0 : -1}
        onClick={() => page.change({ layer: position })}
        style={{ minHeight: Math.max(36, height) }}
        className={`${GRID} w-full cursor-pointer items-stretch text-left text-sm ${chosen ? 'bg-sunken' : 'hover:bg-sunken/60'}`}
      >
        <span className="flex items-center" aria-hidden="true">
          <span
            className="w-full rounded-[2px]"
            style={{ background: page.colours[position], height: `${height}px` }}
          />
        </span>
        <span className="flex min-w-0 flex-col justify-center py-1">
          <span className="line-clamp-2 font-mono text-xs leading-4 [overflow-wrap:anywhere]">
            {shortHashes(row.instruction?.text || row.comment || '') || shortDigest(report.diffId)}
          </span>
          <span className="mt-0.5 flex flex-wrap gap-x-2.5 text-muted text-xs leading-4">
            <span>{t('layer', { number: position + 1 })}</span>
            {isOdd && <TriangleAlert className="size-3 self-center text-warn" aria-hidden="true" />}
            {repeats.length > 0 && (
              <span className="inline-flex items-center gap-1 font-medium text-warn">
                <Copy className="size-3" aria-hidden="true" />
                {t('repeated', { times: repeats.length + 1 })}
              </span>
            )}
            {sharedBy > 0 && (
              <span className="inline-flex items-center gap-1">
                <Tags className="size-3" aria-hidden="true" />
                {t('sharedBy', { tags: sharedBy })}
              </span>
            )}
          </span>
        </span>
        <Figure className="hidden sm:flex">{cellText(transferCell(report, tag), units, 'transfer')}</Figure>
        <Figure className="flex">
          {cellText(unpackedCell(report, tag, chain?.storedBytes), units, 'unpacked')}
        </Figure>
        <Figure className={`hidden sm:flex ${(contributionBytes ?? 0) < 0 ? 'text-good' : ''}`}>
          {contributionBytes === undefined ? '—' : formatDifference(contributionBytes, 'unpacked', units)}
        </Figure>
        <Figure className="hidden sm:flex">
          {runningBytes === undefined ? '—' : formatBytes(runningBytes, 'unpacked', units)}
        </Figure>
      </button>
    </li>
  )
}

function Figure({ className, children }: { readonly className: string; readonly children: string }) {
  return <span className={`items-center justify-end tabular-nums ${className}`}>{children}</span>
}
