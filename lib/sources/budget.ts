import { onAbort } from './abort'

/** How long a piece of work may go on. */
export interface Time {
  readonly signal: AbortSignal
  /** Of the monotonic clock (`performance.now`), in ms; the signal aborts then at the latest. */
  readonly deadline: number
}

/** What is left of a question's time, in ms of work: waiting for a turn among other questions costs nothing. */
export class Budget {
  constructor(private leftMs: number) {}

  /**
   * Runs one piece of the work.
   *
   * @param mostMs  the piece's own limit
   * @param late    the error that a piece without time left ends in
   * @throws the signal's reason when it aborts
   */
  async spend<T>(
    mostMs: number,
    signal: AbortSignal,
    late: () => Error,
    work: (time: Time) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    if (this.leftMs <= 0) throw late()
    const ms = Math.min(this.leftMs, mostMs)
    const start = performance.now()
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(late()), ms)
    const forget = onAbort(signal, () => stop.abort(signal.reason))
    try {
      return await work({ signal: stop.signal, deadline: start + ms })
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error
    } finally {
      clearTimeout(timer)
      forget()
      this.leftMs -= performance.now() - start
    }
  }
}
