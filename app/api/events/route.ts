import type { NextRequest } from 'next/server'
import { eventStream } from '@/lib/server/event-stream'
import { onChange } from '@/lib/server/events'
import type { SourceEvent } from '@/lib/sources/source'

export const dynamic = 'force-dynamic'

/** `GET /api/events`: a server-sent event each time that tags on the daemon change. */
export function GET(request: NextRequest) {
  return eventStream<SourceEvent>(request, async (send, signal) => {
    const off = onChange((repository) => send({ repository }))
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    off()
  })
}
