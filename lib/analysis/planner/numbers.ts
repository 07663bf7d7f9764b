/** The middle of some numbers, of an even count the mean of the two in the middle; undefined for none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return (sorted[middle - 1]! + upper) / 2
}

/** How much each number differs from the one before. */
export function steps(numbers: readonly number[]): readonly number[] {
  return numbers.slice(1).map((number, index) => number - numbers[index]!)
}

/** Adds up numbers; undefined when one is not known. */
export function sumKnown(numbers: readonly (number | undefined)[]): number | undefined {
  let sum = 0
  for (const number of numbers) {
    if (number === undefined) return undefined
    sum += number
  }
  return sum
}

/**
 * Fits `y = start + slope · x` by least squares.
 *
 * @returns undefined when all `x` are equal: no line is better than another then
 */
export function fitLine(
  points: readonly { readonly x: number; readonly y: number }[],
): { readonly start: number; readonly slope: number } | undefined {
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length
  let covariance = 0
  let variance = 0
  for (const { x, y } of points) {
    covariance += (x - meanX) * (y - meanY)
    variance += (x - meanX) ** 2
  }
  if (!(variance > 0)) return undefined
  const slope = covariance / variance
  return { start: meanY - slope * meanX, slope }
}
