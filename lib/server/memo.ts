import { Shared } from '../sources/shared'

/**
 * Keeps the answers of a question for a short time, and lets those who ask meanwhile share one answer, as `Shared`
 * does. Failures are kept as well, so that a source that is down is not asked once for each of a page's hundred tags;
 * what is given up because no one waits for it any more is no answer.
 */
export class Memo<T> {
  private readonly entries = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()
  private running = new Shared<T>()

  constructor(
    private readonly ttlMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws the signal's reason when it aborts before the answer is there */
  get(key: string, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const kept = this.entries.get(key)
    if (kept && kept.until > this.now()) return kept.answer
    this.sweep()
    const { running } = this
    return running.get(key, signal, (shared) => {
      const answer = ask(shared)
      const keep = () => {
        // The time starts when the answer is there; after a `clear` meanwhile it is out of date already.
        if (shared.aborted || running !== this.running) return
        this.entries.delete(key)
        this.entries.set(key, { until: this.now() + this.ttlMs, answer })
      }
      return answer.finally(keep)
    })
  }

  clear(): void {
    this.entries.clear()
    this.running = new Shared()
  }

  /** All are kept equally long, so those that are out of date come first. */
  private sweep(): void {
    for (const [key, { until }] of this.entries) {
      if (until > this.now()) return
      this.entries.delete(key)
    }
  }

  /** How many answers are in memory. */
  get size(): number {
    return this.entries.size
  }
}
