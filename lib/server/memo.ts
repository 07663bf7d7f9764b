import { heldBytes } from '../sources/held-bytes'
import { Shared } from '../sources/shared'

/** What is kept of the answers of one kind of question, and how an answer is counted. */
interface Room<T> {
  readonly maxBytes: number
  bytesOf(answer: T): number
}

const ROOM: Room<unknown> = { maxBytes: 16 << 20, bytesOf: heldBytes }
const FAILURE_BYTES = 2000

interface Entry<T> {
  readonly until: number
  readonly bytes: number
  readonly answer: Promise<T>
}

/**
 * Keeps the answers of a question for a short time, and lets those who ask meanwhile share one answer, as `Shared`
 * does. Failures are kept as well, so that a source that is down is not asked once for each of a page's hundred tags;
 * what is given up because no one waits for it any more is no answer. Answers for which there is no room are forgotten
 * earlier, the oldest first.
 */
export class Memo<T> {
  private readonly entries = new Map<string, Entry<T>>()
  private bytes = 0
  private running = new Shared<T>()

  constructor(
    private readonly ttlMs: number,
    private readonly now: () => number = () => performance.now(),
    private readonly room: Room<T> = ROOM,
  ) {}

  /** @throws the signal's reason when it aborts before the answer is there */
  get(key: string, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const kept = this.entries.get(key)
    if (kept && kept.until > this.now()) return kept.answer
    this.sweep()
    const { running } = this
    return running.get(key, signal, (shared) => {
      const answer = ask(shared)
      const keep = (bytes: number) => {
        // The time starts when the answer is there; after a `clear` meanwhile it is out of date already.
        if (shared.aborted || running !== this.running) return
        this.forget(key)
        if (bytes > this.room.maxBytes) return
        this.entries.set(key, { until: this.now() + this.ttlMs, bytes, answer })
        this.bytes += bytes
        this.sweep()
      }
      return answer.then(
        (value) => {
          keep(heldBytes(key) + this.room.bytesOf(value))
          return value
        },
        (error: unknown) => {
          keep(heldBytes(key) + FAILURE_BYTES)
          throw error
        },
      )
    })
  }

  clear(): void {
    this.entries.clear()
    this.bytes = 0
    this.running = new Shared()
  }

  /** All are kept equally long, so those that are out of date come first. */
  private sweep(): void {
    for (const [key, { until }] of this.entries) {
      if (until > this.now() && this.bytes <= this.room.maxBytes) return
      this.forget(key)
    }
  }

  private forget(key: string): void {
    this.bytes -= this.entries.get(key)?.bytes ?? 0
    this.entries.delete(key)
  }

  /** How many answers are in memory. */
  get size(): number {
    return this.entries.size
  }
}
