'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { StrategyReport } from '@/lib/analysis/report'
import { holdersOf } from '@/lib/document/compare/band-holders'
import type { Band, Bar, Group } from '@/lib/document/compare/bars'
import type { ChartNote } from '@/lib/document/document'
import { bandText } from '@/lib/document/words/band-text'
import type { Units } from '@/lib/i18n/format'
import type { BarLayout } from '@/lib/link/view-state'
import { bandAtPoint, planBars } from '@/lib/render/svg/bar-plan'
import { BandTooltip, type Hovered } from './band-tooltip'
import { BandWalker } from './band-walker'
import { LayerBars, LitBands } from './layer-bars'
import { LayerPatterns } from './layer-patterns'
import { NoteLines, NoteList, NoteMarks } from './note-marks'
import { useWidth } from './use-width'

interface Props {
  readonly title: string
  readonly groups: readonly Group[]
  readonly notes?: readonly ChartNote[] | undefined
  readonly strategies: readonly StrategyReport[]
  readonly units: Units
  readonly tagHref: (reference: string, from?: string) => string
  /** Strategies side by side at each tag, or a lane each with ribbons between neighbours. */
  readonly layout?: BarLayout | undefined
}

/** Bars of tags, each stacked from its layers with the base at the bottom, as wide as there is room. */
export default function LayerChart({
  title,
  groups,
  notes,
  strategies,
  units,
  tagHref,
  layout = 'side',
}: Props) {
  const t = useTranslations('charts')
  const router = useRouter()
  const ids = useId()
  const [box, width] = useWidth()
  const [hovered, setHovered] = useState<Hovered>()
  const touched = useRef(false)
  const name = t('label', { title })
  const plan = useMemo(
    () =>
      width > 0
        ? planBars({ groups, notes, strategies: strategies.length, units, width, layout, mostRows: 1 })
        : undefined,
    [groups, notes, strategies.length, units, width, layout],
  )
  const { rows = [], listed = [] } = plan ?? {}
  const marks = rows.flatMap((row) => row.notes)
  const open = ({ tag, strategy }: Bar) =>
    router.push(tagHref(tag.reference, strategies[strategy]?.from?.name))
  const nameOf = (strategy: number) => strategies[strategy]?.name ?? ''
  const textOf = (band: Band, { tag, strategy, bytesOf }: Bar) =>
    bandText(t, band, {
      ...tag,
      ...{ strategy: nameOf(strategy), bytesOf, units },
      holders: holdersOf(band, groups)?.map((runs, index) => ({ name: nameOf(index), runs })),
    })
  const isHovered = hovered !== undefined
  // What a finger has brought is put away by the next touch elsewhere.
  useEffect(() => {
    if (!isHovered) return
    const close = ({ target }: globalThis.PointerEvent) => {
      if (!(target instanceof Node && box.current?.contains(target))) setHovered(undefined)
    }
    window.addEventListener('pointerdown', close)
    return () => window.removeEventListener('pointerdown', close)
  }, [isHovered, box])

  function point(event: PointerEvent<SVGSVGElement> | MouseEvent<SVGSVGElement>) {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const found = plan && bandAtPoint(plan, event.clientX - left, event.clientY - top)
    setHovered(found && { ...found, x: event.clientX, y: event.clientY })
    return found
  }
  function onClick(event: MouseEvent<SVGSVGElement>) {
    const before = hovered
    const found = point(event)
    // A finger sees first what it would open.
    if (!found || (touched.current && (before?.band !== found.band || before.bar !== found.bar))) return
    open(found.bar)
  }

  return (
    <section ref={box} aria-label={name} className="relative min-w-0">
      {plan && (
        <svg
          role="img"
          aria-label={name}
          width={width}
          height={plan.height}
          className={`block select-none ${isHovered ? 'cursor-pointer' : ''}`}
          onPointerDown={({ pointerType }) => {
            touched.current = pointerType !== 'mouse'
          }}
          onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setHovered(undefined)}
          onClick={onClick}
        >
          <defs>
            <LayerPatterns ids={ids} />
          </defs>
          <LayerBars
            {...{ plan, ids, units, strategies }}
            ribbons={layout === 'ribbons'}
            dimmed={isHovered}
          />
          {hovered && <LitBands {...{ plan, ids, hovered }} ribbons={layout === 'ribbons'} />}
          <NoteLines marks={marks} />
        </svg>
      )}
      <BandWalker {...{ groups, layout, textOf }} label={name} onPoint={setHovered} onOpen={open} />
      <NoteMarks marks={marks} listed={listed.length > 0} />
      <NoteList notes={listed} />
      {hovered && <BandTooltip {...hovered} text={textOf(hovered.band, hovered.bar)} />}
    </section>
  )
}
