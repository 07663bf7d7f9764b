import { onAbort } from './abort'

/**
 * Lets those who ask for one thing at one time share one answer. Each may leave by a signal of its own; the work
 * is given up when no one waits for it any more.
 */
export class Shared<T> {
  private readonly running = new Map<string, Work<T>>()

  get(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason)
    const work = this.running.get(key) ?? this.start(key, start)
    work.waiting++
    return new Promise<T>((resolve, reject) => {
      const stay = onAbort(signal, () => {
        reject(signal.reason)
        if (--work.waiting > 0) return
        this.forget(key, work)
        work.stop.abort(signal.reason)
      })
      work.answer.then(resolve, reject).finally(stay)
    })
  }

  private start(key: string, start: (signal: AbortSignal) => Promise<T>): Work<T> {
    const stop = new AbortController()
    const work: Work<T> = { waiting: 0, stop, answer: start(stop.signal) }
    this.running.set(key, work)
    const done = () => this.forget(key, work)
    work.answer.then(done, done)
    return work
  }

  private forget(key: string, work: Work<T>): void {
    if (this.running.get(key) === work) this.running.delete(key)
  }
}

interface Work<T> {
  waiting: number
  readonly stop: AbortController
  readonly answer: Promise<T>
}
