/**
 * `npm run fuzz [-- --cases 100000 --seed 1 --only manifest]`: readers of strangers' bytes get inputs made to break
 * them. What throws anything but a typed refusal, or takes longer than its budget, is printed, shrunk, with the seed; it
 * then goes into corpus.ts. Exits 1 when something was found.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { CORPUS } from './corpus'
import { TARGETS, tryOne } from './targets'

/** For one input, in ms; twice, so that a pause of this process is no finding. */
const BUDGET_MS = 250

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed)
console.log(`seed ${seed}, ${values.cases} cases`)
for (const target of TARGETS.filter(({ name }) => values.only === undefined || name === values.only)) {
  let slowest = 0
  const timed = (input: unknown) => {
    const began = performance.now()
    tryOne(target, input)
    return performance.now() - began
  }
  for (const [name, input] of CORPUS) if (name === target.name) tryOne(target, input)
  const { failed, counterexample, errorInstance } = fc.check(
    fc.property(target.input, (input) => {
      const ms = timed(input)
      slowest = Math.max(slowest, ms)
      if (ms > BUDGET_MS && timed(input) > BUDGET_MS) throw new Error(`takes ${Math.round(ms)} ms`)
    }),
    { numRuns: Math.ceil(Number(values.cases) / TARGETS.length), seed },
  )
  console.log(`${failed ? 'FOUND' : 'ok   '} ${target.name}, slowest ${slowest.toFixed(1)} ms`)
  if (failed) {
    console.log(JSON.stringify(counterexample), errorInstance)
    process.exitCode = 1
  }
}
