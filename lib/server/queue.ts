import { onAbort } from '../sources/abort'

/** So many wait already that who comes now would wait for minutes. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  constructor(
    readonly waiting: number,
    readonly what: string,
  ) {
    super(`${waiting} ${what} are waited for, which are made one after the other: ask again in a minute`)
  }
}

/** One piece of work after the other, in the order in which they were asked for; who leaves meanwhile loses the place. */
export class Queue {
  private readonly waiting = new Set<() => void>()
  private isBusy = false

  /** @param most  that wait at a time @param what  they wait for, in the plural */
  constructor(
    private readonly most: number,
    private readonly what: string,
  ) {}

  get length(): number {
    return this.waiting.size
  }

  /** @throws BusyError when too many wait; the signal's reason; what the work throws */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(signal)
    try {
      return await work()
    } finally {
      const [next] = this.waiting
      if (next) next()
      else this.isBusy = false
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      if (this.waiting.size >= this.most) throw new BusyError(this.waiting.size, this.what)
      const begin = () => {
        stay()
        this.waiting.delete(begin)
        this.isBusy = true
        resolve()
      }
      const stay = onAbort(signal, () => {
        this.waiting.delete(begin)
        reject(signal.reason)
      })
      if (this.isBusy) this.waiting.add(begin)
      else begin()
    })
  }
}
