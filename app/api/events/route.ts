import type { NextRequest } from 'next/server'
import { onChange } from '@/lib/server/events'

export const dynamic = 'force-dynamic'

const HEARTBEAT_MS = 20_000

/** `GET /api/events`: a server-sent event each time that tags on the daemon change. */
export function GET(request: NextRequest) {
  const encoder = new TextEncoder()
  let cancel = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const off = onChange((repository) => send(`data: ${JSON.stringify({ repository })}\n\n`))
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS)
      send(':\n\n')
      const abort = () => {
        cancel()
        controller.close()
      }
      // A viewer's leaving is heard of as a cancelled stream or as an aborted request: whichever comes first.
      cancel = () => {
        clearInterval(heartbeat)
        off()
        request.signal.removeEventListener('abort', abort)
      }
      if (request.signal.aborted) abort()
      else request.signal.addEventListener('abort', abort)
    },
    cancel: () => cancel(),
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}
