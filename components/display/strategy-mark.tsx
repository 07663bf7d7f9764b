import { markerOf } from '@/lib/render/svg/markers'

interface MarkerProps {
  /** Slot of the strategy's accent. */
  readonly colour: number
  readonly x: number
  readonly y: number
  readonly size?: number
}

/** A strategy's mark within a drawing: known by its shape, not by its colour alone. */
export function Marker({ colour, x, y, size = 1 }: MarkerProps) {
  return (
    <path
      d={markerOf(colour)}
      transform={`translate(${x} ${y}) scale(${size})`}
      fill={`var(--accent-${colour})`}
      stroke="var(--surface)"
      strokeWidth={1}
    />
  )
}

/** A strategy's mark beside its name. */
export function StrategyMark({
  colour,
  className = 'size-3.5',
}: {
  readonly colour: number
  readonly className?: string | undefined
}) {
  return (
    <svg viewBox="-6 -6 12 12" className={`inline-block shrink-0 ${className}`} aria-hidden="true">
      <path d={markerOf(colour)} fill={`var(--accent-${colour})`} />
    </svg>
  )
}
