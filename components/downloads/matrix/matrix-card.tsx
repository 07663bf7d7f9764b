'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import type { ChosenCell } from '@/lib/document/downloads/cells'
import { boundOf, type Scale, STEPS, scaleOf, TICKS } from '@/lib/document/downloads/scale'
import { sourceText } from '@/lib/document/words/source-text'
import { formatBytes, type Units } from '@/lib/i18n/format'
import type { Basis } from '@/lib/oci/bytes'
import styles from './heat.module.css'
import { HeatMap } from './heat-map'
import { stepStyle } from './heat-table'

interface Props {
  readonly report: DownloadsReport
  readonly units: Units
  readonly chosen: ChosenCell | undefined
  readonly onChoose: (cell: ChosenCell) => void
}

/** What going from any tag to any other costs, one heat map per strategy in one scale of colours. */
export default function MatrixCard({ report, units, chosen, onChoose }: Props) {
  const t = useTranslations('matrix')
  const words = useWords()
  const { compare, strategies } = report
  const scale = useMemo(() => scaleOf(strategies.map(({ matrix }) => matrix)), [strategies])
  return (
    <Card
      card="matrix"
      title={t('title')}
      note={t('note', { rule: words('rules')(compare.rule), basis: compare.basis })}
      source={sourceText(words('cards'), compare)}
      help="matrix"
      chart
      landmark
    >
      <HeatLegend scale={scale} basis={compare.basis} units={units} />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-5">
        {strategies.map(({ matrix }, position) => {
          const strategy = compare.strategies[position]
          if (!strategy) return null
          return (
            <HeatMap
              // The same strategy may stand twice; its position is what a cell names.
              key={String(position)}
              strategy={strategy}
              position={position}
              matrix={matrix}
              scale={scale}
              chosen={chosen}
              basis={compare.basis}
              units={units}
              onChoose={onChoose}
            />
          )
        })}
      </div>
    </Card>
  )
}

/** How bytes are written. */
interface SaidBytes {
  readonly basis: Basis
  readonly units: Units
}

/** The colours with their values, and the marks with their words. */
function HeatLegend({ scale, ...said }: SaidBytes & { readonly scale: Scale | undefined }) {
  const t = useTranslations('matrix')
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-2 text-xs">
      {scale && <ColourScale scale={scale} {...said} />}
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-muted">
        {MARKS.map(({ key, move, bytes }) => (
          <li key={key} className="flex items-center gap-2">
            <span className="size-4 shrink-0" aria-hidden="true">
              <span className={`${styles.cell} h-4 leading-3.5`} data-move={move} data-bytes={bytes}>
                {key === 'unknown' ? '–' : ''}
              </span>
            </span>
            {t(`legend.${key}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const MARKS = [
  { key: 'zero', move: 'fresh', bytes: 'zero' },
  { key: 'same', move: 'same', bytes: undefined },
  { key: 'next', move: 'next', bytes: undefined },
  { key: 'rollback', move: 'rollback', bytes: 'zero' },
  { key: 'unknown', move: 'fresh', bytes: 'unknown' },
] as const

function ColourScale({ scale, basis, units }: SaidBytes & { readonly scale: Scale }) {
  const t = useTranslations('matrix')
  if (scale.low === scale.high) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <span className={`${styles.cell} h-4 w-8!`} style={stepStyle(STEPS - 1)} aria-hidden="true" />
        {formatBytes(scale.high, basis, units)}
      </p>
    )
  }
  const ticks = TICKS.map((step) => ({ step, text: formatBytes(boundOf(scale, step), basis, units) }))
  return (
    <div
      role="img"
      aria-label={t('legend.scale', { low: ticks[0]?.text ?? '', high: ticks.at(-1)?.text ?? '' })}
      className="w-72 max-w-full"
    >
      <div className="flex h-4 overflow-hidden rounded-sm">
        {Array.from({ length: STEPS }, (_, step) => step).map((step) => (
          <span key={step} className="flex-1 [print-color-adjust:exact]" style={stepStyle(step)} />
        ))}
      </div>
      <div className="flex justify-between text-muted tabular-nums">
        {ticks.map(({ step, text }) => (
          <span key={step}>{text}</span>
        ))}
      </div>
    </div>
  )
}
