import { setTimeout as sleep } from 'node:timers/promises'
import type { Time } from '../budget'
import { SourceError } from '../source'
import type { Answer } from './answer'

const TRIES = 4
const FIRST_WAIT_MS = 200
/** No one waits longer; it also keeps an absurd header printable. */
const LONGEST_MS = 30 * 24 * 3600 * 1000

/** What is worth another try. */
export interface Patience {
  /** A connection that broke. */
  readonly broken: boolean
  /** An answer of 429 or 5xx. */
  readonly busy: boolean
}

/** When to try again, in milliseconds from now; undefined when the header is absent or unreadable. */
export function retryAfterMs(header: unknown, now = Date.now()): number | undefined {
  if (typeof header !== 'string') return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(0, ms))
}

/**
 * Tries again after 429 and 5xx, and after a connection that broke, with waits that double and vary, or as long
 * as `Retry-After` says, but never past the deadline.
 *
 * @returns the last answer, whatever its status
 */
export async function withRetries(
  work: () => Promise<Answer>,
  { deadline, signal }: Time,
  { broken, busy }: Patience,
): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const outcome = await work().catch((error: unknown) => ({ error }))
    const failed = 'error' in outcome
    const again = failed ? broken && isBroken(outcome.error) : busy && isBusy(outcome)
    const asked = failed ? undefined : retryAfterMs(outcome.headers['retry-after'])
    const wait = asked ?? FIRST_WAIT_MS * 2 ** (tried - 1) * (0.75 + Math.random() / 2)
    if (!again || tried >= TRIES || performance.now() + wait > deadline) {
      if (failed) throw outcome.error
      return outcome
    }
    await sleep(wait, undefined, { signal })
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof SourceError && error.failure.code === 'interrupted'
}

/** Whether a later try may do better. 501 says "never". */
export function isBusy({ status }: Answer): boolean {
  return status === 429 || (status >= 500 && status !== 501)
}
