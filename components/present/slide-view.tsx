'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { type RefObject, useEffect, useMemo, useState } from 'react'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Picture } from '@/components/document/chart'
import { Legend } from '@/components/document/legend'
import { SheetTable } from '@/components/document/sheet-table'
import type { CardChart, LegendEntry } from '@/lib/document/document'
import type { Slide } from '@/lib/document/report/deck'
import type { Footnotes } from '@/lib/document/report/footnotes'
import type { Units } from '@/lib/i18n/format'
import { plain } from '@/lib/oci/plain'
import { sizedChart } from '@/lib/render/svg/chart'

interface Props {
  readonly slide: Slide
  readonly units: Units
  readonly footnotes: Footnotes
  /** What scrolls when the slide is higher than the screen. */
  readonly box: RefObject<HTMLDivElement | null>
}

/** One slide: what it is, whose figures, and one table, chart, or list of sentences. */
export function SlideView({ slide, units, footnotes, box }: Props) {
  const t = useTranslations('report')
  const { title, conclusion, note, legend, named, body } = slide
  const beside = [...(conclusion === undefined ? [] : [title]), note].filter(Boolean).join(' · ')
  if (body.kind === 'title') {
    return (
      <div ref={box} className="flex min-h-0 flex-1 flex-col justify-center gap-[1.4em] overflow-auto">
        <div>
          <p className="text-muted">{t('kicker')}</p>
          <h1 className="text-balance font-semibold text-[2.6em] leading-tight tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
        </div>
        <ul className="flex flex-col gap-[0.5em]">
          {body.strategies.map(({ name, colour, kind, reference }, place) => (
            <li key={String(place)} className="flex flex-wrap items-baseline gap-x-[0.6em]">
              <StrategyMark colour={colour} className="size-[0.85em]" />
              <span className="font-semibold text-[1.2em]">{name}</span>
              <span className="text-muted [overflow-wrap:anywhere]">
                {name === kind ? reference : `${kind} · ${reference}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-[1.2em] gap-y-1 pb-[0.6em]">
        <h1 className="font-semibold text-[1.7em] leading-tight [overflow-wrap:anywhere]">
          {plain(conclusion ?? title)}
        </h1>
        {beside && <p className="text-[0.85em] text-muted [overflow-wrap:anywhere]">{plain(beside)}</p>}
        {named && (
          <Legend
            legend={legend}
            list="flex w-full flex-wrap gap-x-[1.2em]"
            entry="inline-flex items-center gap-[0.4em]"
            mark="size-[0.85em]"
          />
        )}
      </div>
      {body.kind === 'chart' ? (
        <SlideChart chart={body.chart} legend={legend} units={units} box={box} />
      ) : (
        // A table that scrolls has to be reachable by keyboard.
        <section ref={box} tabIndex={0} aria-label={title} className="min-h-0 flex-1 overflow-auto">
          {body.kind === 'sentences' ? (
            <ul className="flex flex-col gap-[0.8em] pt-[0.4em] text-[1.35em] leading-snug">
              {body.sentences.map((sentence) => (
                <li key={sentence} className="[overflow-wrap:anywhere]">
                  {plain(sentence)}
                </li>
              ))}
            </ul>
          ) : (
            <SheetTable table={body.table} legend={legend} footnotes={footnotes} label={title} fixed />
          )}
        </section>
      )}
    </>
  )
}

interface ChartProps extends Pick<Props, 'units' | 'box'> {
  readonly chart: CardChart
  readonly legend: readonly LegendEntry[]
}

/** How much larger than on a page it is drawn: the largest that fits. */
const SCALES = [2.6, 2.2, 1.9, 1.6, 1.3]
/** Where none fits, it goes on below the screen. */
const READABLE = 1.2
const NARROWEST = 300

/** A chart as large as its room lets it be, letters too. */
function SlideChart({ chart, legend, units, box }: ChartProps) {
  const [room, setRoom] = useState<{ readonly width: number; readonly height: number }>()
  const { resolvedTheme } = useTheme()
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  const picture = useMemo(() => {
    if (!room || room.width === 0) return undefined
    const theme = resolvedTheme === 'dark' ? 'dark' : 'light'
    const drawn = (scale: number) => {
      const width = Math.max(NARROWEST, Math.round(room.width / scale))
      return { ...sizedChart(chart, { theme, units, width, legend, names: false }), width }
    }
    for (const scale of SCALES) {
      const made = drawn(scale)
      if (made.height * (room.width / made.width) <= room.height) return made
    }
    return drawn(READABLE)
  }, [room, resolvedTheme, chart, units, legend])
  const fits = room && picture && picture.height * (room.width / picture.width) <= room.height
  return (
    <section ref={box} tabIndex={0} aria-label={chart.title} className="min-h-0 flex-1 overflow-y-auto">
      {picture && <Picture chart={chart} {...picture} className={fits ? 'size-full' : 'w-full'} />}
    </section>
  )
}
