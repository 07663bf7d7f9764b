import { onAbort } from './abort'

export interface TurnLimits {
  /** Pieces of work at the same time whose bytes come. */
  readonly atOnce: number
  /** More of them, each of a party that has none under way, or in the place of one whose bytes do not come. */
  readonly beside: number
  /** How often it is looked whether bytes have come; fewer than `LEAST_BYTES` since the last time are none. */
  readonly lookMs?: number
}

const LOOK_MS = 1000
const LEAST_BYTES = 64 << 10

/** A place in the work, to be given back by `end`. */
export interface Turn {
  /** Tells that so many bytes came. */
  came(bytes: number): void
  end(): void
}

interface Waiting {
  readonly party: string
  readonly begin: () => void
}

/**
 * Lets so many pieces of work go on at a time, and those of one party keep no other party from its own: whoever has
 * fewest under way is next, and has a place beside the others when it has none. Work whose bytes stand still gives its
 * place to another one until they come again.
 */
export class FairTurns {
  private readonly waiting: Waiting[] = []
  private readonly open = new Set<OpenTurn>()
  /** When each party had its last turn: forgotten when nothing goes on. */
  private readonly served = new Map<string, number>()
  private begun = 0

  constructor(private readonly limits: TurnLimits) {}

  /** Pieces of work that wait for their turn. */
  get length(): number {
    return this.waiting.length
  }

  /**
   * Resolves when the work may begin.
   *
   * @param party  whose it is: the source that sends the bytes
   * @throws the signal's reason
   */
  take(party: string, signal: AbortSignal): Promise<Turn> {
    if (signal.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const one: Waiting = {
        party,
        begin: () => {
          stay()
          resolve(this.begin(party))
        },
      }
      const stay = onAbort(signal, () => {
        const at = this.waiting.indexOf(one)
        if (at >= 0) this.waiting.splice(at, 1)
        reject(signal.reason)
      })
      this.waiting.push(one)
      this.next()
    })
  }

  /** Does work once its turn has come, and gives its place back. @throws as `take`, and what the work throws */
  async run<T>(party: string, signal: AbortSignal, work: (turn: Turn) => Promise<T>): Promise<T> {
    const turn = await this.take(party, signal)
    try {
      return await work(turn)
    } finally {
      turn.end()
    }
  }

  private begin(party: string): Turn {
    this.served.set(party, ++this.begun)
    const turn = new OpenTurn(party, this.limits.lookMs ?? LOOK_MS, () => this.next())
    this.open.add(turn)
    return {
      came: (bytes) => turn.came(bytes),
      end: () => {
        turn.stop()
        if (this.open.delete(turn)) this.next()
        if (this.open.size === 0) this.served.clear()
      },
    }
  }

  private next(): void {
    const { atOnce, beside } = this.limits
    while (this.open.size < atOnce + beside) {
      const one = this.least()
      if (!one || !(this.flowing() < atOnce || this.held(one.party) === 0)) return
      this.waiting.splice(this.waiting.indexOf(one), 1)
      one.begin()
    }
  }

  private flowing(): number {
    return [...this.open].filter(({ slow }) => !slow).length
  }

  private held(party: string): number {
    return [...this.open].filter((turn) => turn.party === party).length
  }

  /** The first of the party with fewest under way, of equal ones the one whose last turn is longest ago. */
  private least(): Waiting | undefined {
    const parties = new Map<string, Waiting>()
    for (const one of this.waiting) if (!parties.has(one.party)) parties.set(one.party, one)
    const lastOf = (party: string) => this.served.get(party) ?? 0
    const [first, ...others] = parties.values()
    return others.reduce((least, one) => {
      const fewer = this.held(one.party) - this.held(least?.party ?? '')
      return fewer < 0 || (fewer === 0 && lastOf(one.party) < lastOf(least?.party ?? '')) ? one : least
    }, first)
  }
}

class OpenTurn {
  slow = false
  private bytes = 0
  private readonly timer: NodeJS.Timeout

  constructor(
    readonly party: string,
    lookMs: number,
    private readonly onSlow: () => void,
  ) {
    this.timer = setInterval(() => this.look(), lookMs).unref()
  }

  came(bytes: number): void {
    this.bytes += bytes
    if (this.bytes >= LEAST_BYTES) this.slow = false
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private look(): void {
    this.slow = this.bytes < LEAST_BYTES
    this.bytes = 0
    if (this.slow) this.onSlow()
  }
}
