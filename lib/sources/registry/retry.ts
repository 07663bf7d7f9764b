import { setTimeout as sleep } from 'node:timers/promises'
import { SourceError } from '../source'
import type { Answer } from './transport'

const TRIES = 4
const FIRST_WAIT_MS = 200

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
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * Tries again after 429 and 5xx, and after a connection that broke, with waits that double and vary, or as long
 * as `Retry-After` says, but never past `deadline`.
 *
 * @param deadline  ms since the epoch
 * @returns         the last answer, whatever its status
 */
export async function withRetries(
  work: () => Promise<Answer>,
  deadline: number,
  signal: AbortSignal,
): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const outcome = await work().catch((error: unknown) => error)
    const broke = outcome instanceof SourceError && outcome.failure.code === 'interrupted'
    const answer = isAnswer(outcome) ? outcome : undefined
    const busy = answer !== undefined && (answer.status === 429 || answer.status >= 500)
    if (!broke && !busy) return settle(outcome)
    const backOff = FIRST_WAIT_MS * 2 ** (tried - 1) * (0.75 + Math.random() / 2)
    const wait = retryAfterMs(answer?.headers['retry-after']) ?? backOff
    if (tried >= TRIES || Date.now() + wait > deadline) return settle(outcome)
    await sleep(wait, undefined, { signal })
  }
}

function isAnswer(outcome: unknown): outcome is Answer {
  return typeof outcome === 'object' && outcome !== null && 'status' in outcome && 'body' in outcome
}

function settle(outcome: unknown): Answer {
  if (isAnswer(outcome)) return outcome
  throw outcome
}
