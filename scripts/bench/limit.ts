/** Prints one measured figure against its limit. @returns whether it is kept */
export function check(name: string, value: number, limit: number, unit: string, atLeast = false): boolean {
  const kept = atLeast ? value >= limit : value <= limit
  const sign = atLeast ? '≥' : '≤'
  console.log(`${kept ? 'ok  ' : 'MISS'} ${name}: ${value.toFixed(2)}${unit} (limit ${sign} ${limit}${unit})`)
  return kept
}

/** The middle of several runs in milliseconds. */
export async function median(runs: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}
