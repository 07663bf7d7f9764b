/** How slowly the bytes of one body may come. Only the time is counted in which more of it is waited for. */
export interface Pace {
  /** So long nothing at all may come, in ms. */
  readonly idleMs: number
  /** In each such time of waiting, in ms, */
  readonly windowMs: number
  /** at least so many bytes have to come, unless that is the end. */
  readonly leastBytes: number
}

/** 4 KiB a second: slower than any link on which images are pulled, and a gigabyte still ends within three days. */
export const LEAST_RATE: Pace = { idleMs: 60_000, windowMs: 60_000, leastBytes: 256 << 10 }

/** What was not met: so many bytes within so many seconds; 1 byte where nothing came at all. */
export interface TooSlow {
  readonly leastBytes: number
  readonly seconds: number
}

/**
 * Hands chunks on as long as they come at a least rate: who sends a byte a second, or nothing any more, holds nobody for
 * ever. A reader that takes its time costs the sender nothing.
 *
 * @param fail  ends what the chunks come from, also while it is waited for, and makes the error that is thrown
 */
export async function* paced(
  chunks: AsyncIterable<Uint8Array>,
  { idleMs, windowMs, leastBytes }: Pace,
  fail: (slow: TooSlow) => Error,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  let waited = 0
  let bytes = 0
  let isOver = false
  try {
    for (;;) {
      const left = windowMs - waited
      const slow =
        idleMs < left ? { leastBytes: 1, seconds: idleMs / 1000 } : { leastBytes, seconds: windowMs / 1000 }
      const began = performance.now()
      const next = await inTime(iterator.next(), Math.min(idleMs, left), () => fail(slow))
      if (next.done) {
        isOver = true
        return
      }
      bytes += next.value.length
      waited += performance.now() - began
      if (waited >= windowMs || bytes >= leastBytes) {
        if (bytes < leastBytes) throw fail({ leastBytes, seconds: windowMs / 1000 })
        waited = 0
        bytes = 0
      }
      yield next.value
    }
  } finally {
    // What still waits for its next chunk comes to its end by `fail`: it is not waited for here.
    if (!isOver) iterator.return?.()?.then(undefined, () => undefined)
  }
}

function inTime<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
