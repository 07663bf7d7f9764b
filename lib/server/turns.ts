import { setTimeout as sleep } from 'node:timers/promises'

/** What is gone through within a few milliseconds needs no turn. */
const SMALL = 2000
/** The size of what may take long, and is not known to take short. */
export const ANY_SIZE = Number.POSITIVE_INFINITY

let last: Promise<unknown> = Promise.resolve()

/**
 * Runs work that keeps this thread busy for long where `size`, of names or the like, is large: one such piece at a time,
 * and after each as long a time for everybody else.
 *
 * @returns what the work returns; where it is small without a turn
 */
export async function inTurn<T>(size: number, work: () => T): Promise<T> {
  if (size <= SMALL) return work()
  const turn = last.then(() => {
    const start = performance.now()
    const end = () => sleep(performance.now() - start)
    try {
      return { result: work(), rest: end() }
    } catch (error) {
      return { error, rest: end() }
    }
  })
  last = turn.then(({ rest }) => rest)
  const done = await turn
  if ('error' in done) throw done.error
  return done.result
}
