import 'server-only'
import { FairTurns } from '../sources/fair-turns'
import { type Pace, paced, type TooSlow } from '../sources/least-rate'
import { SourceError } from '../sources/source'

/** What is read of an upload is held in memory: so many at a time, and others in the place of those that stand still. */
const AT_ONCE = 2
const BESIDE = 2
/** An upload that comes more slowly is given up. */
const PACE: Pace = { idleMs: 30_000, windowMs: 30_000, leastBytes: 64 << 10 }

/** Files that people send: some are read at a time, the others wait unread, each until its turn comes. */
export class Uploads {
  private readonly turns: FairTurns

  constructor(
    atOnce = AT_ONCE,
    beside = BESIDE,
    private readonly pace = PACE,
  ) {
    this.turns = new FairTurns({ atOnce, beside })
  }

  /** Uploads that wait for their turn. */
  get waiting(): number {
    return this.turns.length
  }

  /**
   * Reads an upload when its turn comes.
   *
   * @param body  nothing is taken of it before
   * @param name  what the person calls it
   * @throws SourceError `too-slow`; what `read` throws; the signal's reason
   */
  async read<T>(
    body: AsyncIterable<Uint8Array>,
    name: string,
    signal: AbortSignal,
    read: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    const tooSlow = (slow: TooSlow) => new SourceError({ code: 'too-slow', at: name, ...slow })
    return await this.turns.run('uploads', signal, (turn) =>
      read(counted(paced(body, this.pace, tooSlow), ({ length }) => turn.came(length))),
    )
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onChunk(chunk)
    yield chunk
  }
}
