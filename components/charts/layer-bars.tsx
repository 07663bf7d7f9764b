import { memo } from 'react'
import { Marker } from '@/components/display/strategy-mark'
import type { StrategyReport } from '@/lib/analysis/report'
import { holdsSame } from '@/lib/document/compare/band-holders'
import type { Band } from '@/lib/document/compare/bars'
import { formatBytes, type Units } from '@/lib/i18n/format'
import { type BarPlan, FOOT, type PlacedBand, type PlacedBar, type PlanRow } from '@/lib/render/svg/bar-plan'
import { ribbonsOf } from '@/lib/render/svg/ribbons'
import { clipText } from '@/lib/render/svg/text'
import type { Hovered } from './band-tooltip'
import { layerFill, reusedFill } from './layer-patterns'

interface BarsProps {
  readonly plan: BarPlan
  readonly ids: string
  readonly units: Units
  readonly strategies: readonly StrategyReport[]
  readonly ribbons: boolean
  /** Something of it is lit, and drawn once more above it. */
  readonly dimmed: boolean
}

const RIBBON = 0.45
const DIM = 0.25
/** Bars narrower than this have no room for the strategy's mark below them. */
const MARKED = 7
const NAME = { size: 12, bold: true }

/** All that a plan has: axes, bars with their figures, labels, and the ribbons between them. */
export function LayerBars({ plan, ids, units, strategies, ribbons, dimmed }: BarsProps) {
  const opacity = dimmed ? DIM : 1
  return plan.rows.map((row) => (
    <g key={row.floor}>
      <Axis row={row} axis={plan.axis} units={units} />
      <g opacity={opacity}>
        {ribbons && <Ribbons row={row} ids={ids} />}
        <Bands row={row} ids={ids} />
      </g>
      <Around row={row} strategies={strategies} />
      {row.lanes.map(({ x, y, width, strategy }) => (
        <text key={strategy} x={x + 2} y={y} fontSize={NAME.size} fontWeight={700} fill="var(--ink)">
          {clipText(strategies[strategy]?.name ?? '', width * 0.88, NAME)}
        </text>
      ))}
    </g>
  ))
}

interface LitProps extends Pick<BarsProps, 'plan' | 'ids' | 'ribbons'> {
  readonly hovered: Hovered
}

/** What holds the layer that is pointed at, in all bars, over the rest that is dimmed. */
export function LitBands({ plan, ids, ribbons, hovered }: LitProps) {
  const { band, bar } = hovered
  const own = new Set(band.ids)
  return (
    <g className="pointer-events-none">
      {ribbons &&
        plan.rows.flatMap((row) =>
          ribbonsOf(row)
            .filter(({ layers }) => layers.some((id) => own.has(id)))
            .map(({ d, slot }) => <path key={d} d={d} fill={layerFill(ids, slot)} opacity={RIBBON} />),
        )}
      {plan.rows.flatMap(({ bars }) =>
        bars.flatMap((placed) =>
          placed.bands
            .filter((one) => holdsSame(one.band, band))
            .map((one) => (
              <BandBox
                key={`${placed.group} ${placed.strategy} ${one.band.key}`}
                {...{ ids, placed, one }}
                outlined={one.band === band && placed.bar === bar}
              />
            )),
        ),
      )}
    </g>
  )
}

interface RowProps {
  readonly row: PlanRow
  readonly ids: string
}

const Ribbons = memo(function Ribbons({ row, ids }: RowProps) {
  return (
    <g opacity={RIBBON}>
      {ribbonsOf(row).map(({ d, slot }) => (
        <path key={d} d={d} fill={layerFill(ids, slot)} />
      ))}
    </g>
  )
})

const Bands = memo(function Bands({ row, ids }: RowProps) {
  return row.bars.map((placed) =>
    placed.bands.map((one, index) => (
      <BandBox
        key={`${placed.group} ${placed.strategy} ${one.band.key}`}
        place={`${placed.group}-${placed.strategy}-${index}`}
        {...{ ids, placed, one }}
      />
    )),
  )
})

interface BoxProps {
  readonly ids: string
  readonly placed: PlacedBar
  readonly one: PlacedBand
  readonly place?: string
  readonly outlined?: boolean
}

const fillOf = (ids: string, { reused, slot }: Band) => (reused ? reusedFill(ids) : layerFill(ids, slot))

function BandBox({ ids, placed: { x, width }, one: { band, y, height }, place, outlined }: BoxProps) {
  const line = band.reused ? 'var(--line-strong)' : undefined
  return (
    <rect
      data-band={place}
      {...{ x, y, width, height }}
      fill={fillOf(ids, band)}
      stroke={outlined ? 'var(--ink)' : line}
      strokeWidth={outlined ? 1.5 : 0.75}
    />
  )
}

const Axis = memo(function Axis({
  row: { x, width, floor, plot },
  axis,
  units,
}: Pick<RowProps, 'row'> & Pick<BarPlan, 'axis'> & { readonly units: Units }) {
  return axis.ticks.map((tick) => {
    const y = Math.round(floor - (tick / axis.top) * plot) + 0.5
    return (
      <g key={tick}>
        <path d={`M${x} ${y}h${width}`} stroke={tick === 0 ? 'var(--line-strong)' : 'var(--line)'} />
        <text x={x - 8} y={y + 4} textAnchor="end" fontSize={11} fill="var(--muted)" className="tabular-nums">
          {formatBytes(tick, 'round', units)}
        </text>
      </g>
    )
  })
})

/** What stands around bars: strips and marks of strategies, figures, and the labels of the axis. */
const Around = memo(function Around({
  row: { bars, floor, labels },
  strategies,
}: Pick<RowProps, 'row'> & Pick<BarsProps, 'strategies'>) {
  return (
    <>
      {bars.map(({ group, strategy, bar, x, width, figure }) => {
        const colour = strategies[strategy]?.colour ?? strategy
        const centre = x + width / 2
        return (
          <g key={`${group} ${strategy}`}>
            <rect {...{ x, width }} y={floor + 1} height={FOOT} fill={`var(--accent-${colour})`} />
            {width >= MARKED && <Marker colour={colour} x={centre} y={floor + FOOT + 7} size={0.8} />}
            {bar.bytes === undefined && (
              <text x={centre} y={floor - 6} textAnchor="middle" fontSize={12} fill="var(--muted)">
                —
              </text>
            )}
            {figure && (
              <text
                x={figure.x}
                y={figure.y}
                textAnchor={figure.upright ? 'start' : 'middle'}
                transform={figure.upright ? `rotate(-90 ${figure.x} ${figure.y})` : undefined}
                fontSize={10.5}
                fill="var(--ink)"
                className="tabular-nums"
              >
                {figure.text}
              </text>
            )}
          </g>
        )
      })}
      {labels.map(({ text, x, y, transform }) => (
        <text
          key={`${x}`}
          {...{ x, y, transform }}
          textAnchor={transform === undefined ? 'middle' : 'end'}
          fontSize={11}
          fill="var(--muted)"
        >
          {text}
        </text>
      ))}
    </>
  )
})
