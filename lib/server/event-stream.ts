import 'server-only'

/**
 * Answers with server-sent events, one a value.
 *
 * @param values  makes them; its signal aborts when the viewer leaves
 * @param failed  the last event in place of those that an error has cut off
 */
export function eventStream<T>(
  request: Request,
  values: (signal: AbortSignal) => AsyncIterable<T>,
  failed: (error: unknown) => T,
): Response {
  const encoder = new TextEncoder()
  const stop = new AbortController()
  // A viewer's leaving is heard of as a cancelled stream or as an aborted request: whichever comes first.
  request.signal.addEventListener('abort', () => stop.abort())
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (value: T) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`))
      try {
        for await (const value of values(stop.signal)) {
          if (stop.signal.aborted) return
          send(value)
        }
      } catch (error) {
        if (stop.signal.aborted) return
        send(failed(error))
      }
      controller.close()
    },
    cancel: () => stop.abort(),
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}
