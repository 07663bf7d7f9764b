/** Prints one measured figure against its limit; a missed one makes the exit code 1. */
export function check(name: string, value: number, limit: number, unit: string, atLeast = false): void {
  const kept = atLeast ? value >= limit : value <= limit
  const sign = atLeast ? '≥' : '≤'
  console.log(`${kept ? 'ok  ' : 'MISS'} ${name}: ${value.toFixed(2)}${unit} (limit ${sign} ${limit}${unit})`)
  if (!kept) process.exitCode = 1
}

/** Prints what a figure is made of. */
export function note(text: string): void {
  console.log(`     ${text}`)
}

/** The middle of several figures. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** Milliseconds that work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The middle of several runs in milliseconds. */
export async function median(runs: number, work: () => unknown): Promise<number> {
  const [times = []] = await inTurn(runs, () => timed(work))
  return middle(times)
}

/** What several measurements give in so many rounds: taken in turn, so that what else the machine does meets all. */
export async function inTurn<T>(rounds: number, ...measurements: (() => Promise<T>)[]): Promise<T[][]> {
  const results = measurements.map((): T[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, measure] of measurements.entries()) results[index]?.push(await measure())
  }
  return results
}
