import { Marker } from '@/components/display/strategy-mark'
import { type Band, type Bar, barText } from '@/lib/document/compare/bars'
import type { Units } from '@/lib/i18n/format'
import type { Hovered } from './band-tooltip'
import { layerFill, reusedFill } from './layer-patterns'

/** What recharts hands to a bar's shape, of which this is used. */
export interface BarShape {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly payload?: { readonly group: number; readonly bars: readonly (Bar | undefined)[] }
}

interface Props {
  readonly shape: BarShape
  /** Its strategy's place among the bars of a group. */
  readonly place: number
  /** Slot of the strategy's accent. */
  readonly colour: number
  readonly patternId: string
  readonly units: Units
  /** Key of the layer under the pointer: it is outlined wherever it occurs. */
  readonly active: string | undefined
  readonly onHover: (hovered: Hovered | undefined) => void
  readonly onOpen: (bar: Bar) => void
}

/** Height of the strip below the axis that names the strategy by its accent. */
const FOOT = 4
/** Bars narrower than this have no room for the strategy's mark below them. */
const MARKED = 10
/** A layer that was really added is never thinner than a hair. */
const HAIR = 1.5
/** Bars narrower than this go without a figure above them, wider than `ROOMY` have room for one each. */
const LABELLED = 18
const ROOMY = 48

/** One tag as strata, base at the bottom: downloaded bands in their colours, reused ones hatched. */
export function StackedBar({ shape, place, colour, patternId, units, active, onHover, onOpen }: Props) {
  const { x = 0, y = 0, width = 0, height = 0, payload } = shape
  const bar = payload?.bars[place]
  if (!bar) return null
  const floor = y + height
  const centre = x + width / 2
  if (bar.bytes === undefined) {
    return (
      <text x={centre} y={floor - 8} textAnchor="middle" fontSize={13} fill="var(--muted)">
        —
      </text>
    )
  }
  const { bytes, groupBytes } = bar
  const top = bytes > 0 ? floor - (height * groupBytes) / bytes : floor
  return (
    <g className="cursor-pointer" onClick={() => onOpen(bar)}>
      <rect x={x} y={floor + 1} width={width} height={FOOT} fill={`var(--accent-${colour})`} />
      {width >= MARKED && <Marker colour={colour} x={centre} y={floor + FOOT + 7} size={0.8} />}
      {placed(bar.bands, bytes, height).map(({ band, from, size }, index) => (
        <rect
          key={band.key}
          data-band={`${payload.group}-${place}-${index}`}
          x={x}
          y={floor - from - size}
          width={width}
          height={size}
          fill={band.reused ? reusedFill(patternId) : layerFill(patternId, band.slot)}
          stroke={active === band.key ? 'var(--ink)' : 'var(--surface)'}
          strokeWidth={active === band.key ? 1.5 : 0.75}
          onMouseMove={(event) => onHover({ band, bar, x: event.clientX, y: event.clientY })}
        />
      ))}
      {width >= LABELLED && (
        <text
          x={centre}
          // Neighbours stand too close for labels side by side: every other one is a line higher.
          y={top - 5 - (width < ROOMY && bar.strategy % 2 === 1 ? 11 : 0)}
          textAnchor="middle"
          fontSize={10.5}
          fill="var(--ink)"
          className="tabular-nums"
        >
          {barText(bar, units)}
        </text>
      )}
    </g>
  )
}

function placed(bands: readonly Band[], bytes: number, height: number) {
  let from = 0
  return bands.map((band) => {
    const share = bytes === 0 ? 0 : (band.bytes / bytes) * height
    const size = Math.max(share, HAIR)
    const place = { band, from, size }
    from += share
    return place
  })
}
