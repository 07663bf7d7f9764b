import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readSources } from '@/lib/server/inventory'

// Asked anew each time: a daemon comes and goes.
export const dynamic = 'force-dynamic'

/** `GET /api/sources`: the daemon, the registries, or the sample in their place. */
export function GET({ signal }: NextRequest) {
  return answer(signal, () => readSources(signal))
}
