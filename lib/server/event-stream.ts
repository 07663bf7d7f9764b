import 'server-only'
import { onAbort } from '../sources/abort'

const HEARTBEAT_MS = 20_000
/** A comment: it begins the answer, and keeps whatever is in between from taking it for a dead one. */
const COMMENT = ':\n\n'

/**
 * Answers with server-sent events.
 *
 * @param work  sends them, one a value; its signal aborts when the viewer leaves, and the answer ends with it
 */
export function eventStream<T>(
  { signal }: Request,
  work: (send: (value: T) => void, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder()
  const stop = new AbortController()
  let cancelled = false
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => cancelled || controller.enqueue(encoder.encode(text))
      write(COMMENT)
      const heartbeat = setInterval(write, HEARTBEAT_MS, COMMENT)
      // A viewer's leaving is heard of as a cancelled stream or as an aborted request: whichever comes first.
      const stay = onAbort(signal, () => stop.abort(signal.reason))
      try {
        if (!signal.aborted) await work((value) => write(`data: ${JSON.stringify(value)}\n\n`), stop.signal)
      } finally {
        clearInterval(heartbeat)
        stay()
      }
      if (!cancelled) controller.close()
    },
    cancel() {
      cancelled = true
      stop.abort()
    },
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}
