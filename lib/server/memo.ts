/**
 * Keeps the answers of a question for a short time, and lets those who ask meanwhile share one answer. Failures
 * are kept as well, so that a source that is down is not asked once for each of a page's hundred tags.
 */
export class Memo<T> {
  private readonly entries = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()

  constructor(
    private readonly ttlMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.entries.get(key)
    if (kept && kept.until > this.now()) return kept.answer
    this.sweep()
    const answer = ask()
    const pending = { until: Number.POSITIVE_INFINITY, answer }
    this.entries.set(key, pending)
    const settle = () => {
      // The time starts when the answer is there; a `clear` meanwhile has taken the entry away.
      if (this.entries.get(key) === pending) this.entries.set(key, { until: this.now() + this.ttlMs, answer })
    }
    answer.then(settle, settle)
    return answer
  }

  clear(): void {
    this.entries.clear()
  }

  private sweep(): void {
    if (this.entries.size < 10_000) return
    for (const [key, { until }] of this.entries) if (until <= this.now()) this.entries.delete(key)
  }
}
