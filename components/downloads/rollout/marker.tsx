/** A strategy's mark on a line, so that its colour is not the only thing that tells it. */
export function Marker({
  colour,
  x,
  y,
  size = 1,
}: {
  readonly colour: number
  readonly x: number
  readonly y: number
  readonly size?: number
}) {
  return (
    <path
      d={SHAPES[colour % SHAPES.length]}
      transform={`translate(${x} ${y}) scale(${size})`}
      fill={`var(--accent-${colour})`}
      stroke="var(--surface)"
      strokeWidth={1}
    />
  )
}

/** Circle, square, triangle, diamond, plus and a triangle upside down, around 0 0. */
const SHAPES = [
  'M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z',
  'M-4 -4H4V4H-4Z',
  'M0 -5L5 4H-5Z',
  'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  'M-1.7 -5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z',
  'M0 5L5 -4H-5Z',
]
