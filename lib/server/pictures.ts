import { FairTurns } from '../sources/fair-turns'

/** One is read and written while another one is drawn; those that wait for a slow source are besides. */
const TURNS = { atOnce: 2, beside: 6, lookMs: 500 }
const MOST_WAITING = 100

/** So many wait already that who comes now would wait for minutes. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
  constructor(waiting: number) {
    super(`${waiting} pictures are waited for, which are drawn one after the other: ask again in a minute`)
  }
}

/** Pictures that are made, from the reading of their figures on: those that wait take neither memory nor time. */
export class Pictures {
  private readonly turns = new FairTurns(TURNS)

  /** Pictures that wait for their turn. */
  get waiting(): number {
    return this.turns.length
  }

  /**
   * Makes a picture when its turn comes.
   *
   * @param of  what it shows: many pictures of one thing keep none of another from its turn
   * @throws BusyError when too many wait; the signal's reason; what `make` throws
   */
  async make<T>(of: string, signal: AbortSignal, make: () => Promise<T>): Promise<T> {
    if (this.waiting >= MOST_WAITING) throw new BusyError(this.waiting)
    return await this.turns.run(of, signal, make)
  }
}

/** Those of this process. */
export const pictures = new Pictures()
