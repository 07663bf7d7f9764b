import type { NextRequest } from 'next/server'
import type { ScanEvent } from '@/lib/analysis/chain-report'
import { answer, problemOf } from '@/lib/server/answer'
import { eventStream } from '@/lib/server/event-stream'
import { parseScanInput } from '@/lib/server/inputs'
import { scan } from '@/lib/server/scan'

export const dynamic = 'force-dynamic'

/**
 * `GET /api/scan?reference=…[&reference=…]`: reads the files of tags that are not known yet, and reports how far it is
 * as server-sent events. Leaving ends the reading, unless another viewer waits for it too.
 */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { references, ...question } = parseScanInput(request.nextUrl.searchParams)
    return eventStream<ScanEvent>(request, async (send, signal) => {
      try {
        for await (const event of scan(references, question, signal)) send(event)
      } catch (error) {
        if (!signal.aborted) send({ kind: 'failed', problem: problemOf(error) })
      }
    })
  })
}
