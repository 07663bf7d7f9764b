'use client'

interface Props {
  readonly label: string
  readonly value: number | null
  /** Ascending; null, when it is one, comes first. */
  readonly stops: readonly (number | null)[]
  readonly textOf: (value: number | null) => string
  readonly onValue: (value: number | null) => void
}

/** A slider over chosen stops, so that small and large figures are as easy to hit. */
export function StopSlider({ label, value, stops, textOf, onValue }: Props) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={textOf(value)}
      min={0}
      max={stops.length - 1}
      step={1}
      value={nearest(stops, value)}
      onChange={(event) => onValue(stops[Number(event.target.value)] ?? null)}
      className="h-6 min-w-0 flex-1 cursor-pointer accent-brand"
    />
  )
}

/** The last stop that is not above the value; the first for one below all. */
function nearest(stops: readonly (number | null)[], value: number | null): number {
  const stop = stops.findLastIndex((one) => (value === null ? one === null : one !== null && one <= value))
  return stop < 0 ? (value !== null && stops[0] === null ? 1 : 0) : stop
}
