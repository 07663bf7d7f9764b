import type { MatrixReport } from '../../analysis/downloads-report'

export const STEPS = 9
/** Where a legend of the scale names bytes. */
export const TICKS: readonly number[] = [0, 3, 6, STEPS]

/** Figures below the largest by more than this share the lightest colour. */
const SPAN = 100_000

/** From the smallest to the largest figure above 0: each step of the scale is the same factor. */
export interface Scale {
  readonly low: number
  readonly high: number
}

/** One scale over all matrices; undefined when no figure is above 0. */
export function scaleOf(matrices: readonly MatrixReport[]): Scale | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const { bytes } of matrices) {
    for (const row of bytes) {
      for (const count of row) {
        if (count === null || count <= 0) continue
        if (count < low) low = count
        if (count > high) high = count
      }
    }
  }
  return high > 0 ? { low: Math.max(low, high / SPAN), high } : undefined
}

/** Step of a figure, 0 to `STEPS` - 1; -1 is 0 bytes, which has a colour of its own. */
export function stepOf(scale: Scale | undefined, bytes: number): number {
  if (!scale || bytes <= 0) return -1
  const { low, high } = scale
  if (low === high) return STEPS - 1
  const share = Math.log(bytes / low) / Math.log(high / low)
  return Math.min(STEPS - 1, Math.max(0, Math.floor(share * STEPS)))
}

/** Where a step begins; `STEPS` is where the last one ends. */
export function boundOf({ low, high }: Scale, step: number): number {
  return step === STEPS ? high : Math.round(low * (high / low) ** (step / STEPS))
}
