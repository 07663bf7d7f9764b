import { answer } from '@/lib/server/answer'
import { readSources } from '@/lib/server/inventory'

// Asked anew each time: a daemon comes and goes.
export const dynamic = 'force-dynamic'

/** `GET /api/sources`: the daemon, the registries, or the sample in their place. */
export function GET() {
  return answer(readSources)
}
