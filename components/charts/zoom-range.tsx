'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

interface Props {
  /** Labels of all rows, in the order of the charts. */
  readonly labels: readonly string[]
  /** Positions of the first and the last that are in view. */
  readonly first: number
  readonly last: number
  /** Both ends; undefined for all rows. */
  readonly onZoom: (ends: readonly [number, number] | undefined) => void
}

const THUMB =
  'pointer-events-none absolute inset-x-0 h-6 w-full cursor-pointer appearance-none rounded bg-transparent accent-brand [&::-moz-range-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:size-4 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-brand'

/** Which tags the charts of a page show: two ends to drag, or to move by keyboard. */
export function ZoomRange({ labels, first, last, onZoom }: Props) {
  const t = useTranslations('figures')
  const [draft, setDraft] = useState<readonly [number, number]>()
  const ends = draft ?? [first, last]
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const top = labels.length - 1
  const isWhole = from === 0 && to === top
  const commit = () => {
    if (!draft) return
    setDraft(undefined)
    onZoom(isWhole ? undefined : [from, to])
  }
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs print:hidden">
      <legend className="sr-only">{t('zoom')}</legend>
      <span className="relative h-6 min-w-40 flex-1">
        <span className="absolute inset-x-0 top-[11px] h-0.5 rounded bg-line-strong" />
        <span
          className="absolute top-[10px] h-1 rounded bg-brand"
          style={{ left: `${(from / top) * 100}%`, right: `${100 - (to / top) * 100}%` }}
        />
        {([0, 1] as const).map((end) => (
          <input
            key={end}
            type="range"
            aria-label={t(end === 0 ? 'from' : 'to')}
            aria-valuetext={labels[ends[end]]}
            min={0}
            max={top}
            value={ends[end]}
            onChange={({ target }) =>
              setDraft(end === 0 ? [Number(target.value), ends[1]] : [ends[0], Number(target.value)])
            }
            onPointerUp={commit}
            onKeyUp={commit}
            onBlur={commit}
            className={THUMB}
          />
        ))}
      </span>
      <span className="tabular-nums [overflow-wrap:anywhere]">
        {t('range', {
          from: labels[from] ?? '',
          to: labels[to] ?? '',
          count: to - from + 1,
          all: labels.length,
        })}
      </span>
      {!isWhole && (
        <Button tone="quiet" onClick={() => onZoom(undefined)}>
          {t('all')}
        </Button>
      )}
    </fieldset>
  )
}
