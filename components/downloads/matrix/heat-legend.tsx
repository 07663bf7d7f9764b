import { useTranslations } from 'next-intl'
import type { CSSProperties } from 'react'
import { boundOf, type Scale, STEPS, TICKS } from '@/lib/document/downloads/scale'
import { formatBytes, type Units } from '@/lib/i18n/format'
import styles from './heat.module.css'

/** The colours of a step; none where a cell has a look of its own. */
export function stepStyle(step: number): CSSProperties | undefined {
  if (step < 0) return undefined
  return { backgroundColor: `var(--heat-${step})`, color: `var(--heat-ink-${step})` }
}

/** The colours with their values, and the marks with their words. */
export function HeatLegend({ scale, units }: { readonly scale: Scale | undefined; readonly units: Units }) {
  const t = useTranslations('matrix')
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-2 text-xs">
      {scale && <ColourScale scale={scale} units={units} />}
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

function ColourScale({ scale, units }: { readonly scale: Scale; readonly units: Units }) {
  const t = useTranslations('matrix')
  if (scale.low === scale.high) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <span className={`${styles.cell} h-4 w-8!`} style={stepStyle(STEPS - 1)} aria-hidden="true" />
        {formatBytes(scale.high, units)}
      </p>
    )
  }
  const ticks = TICKS.map((step) => ({ step, text: formatBytes(boundOf(scale, step), units) }))
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
