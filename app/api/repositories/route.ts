import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseSearch, parseSourceInput } from '@/lib/server/inputs'
import { readRepositories } from '@/lib/server/inventory'

/** `GET /api/repositories?q=app`: repositories of the daemon and of the configured registries. */
export function GET(request: NextRequest) {
  const search = request.nextUrl.searchParams
  return answer(request.signal, async () =>
    readRepositories(parseSearch(search), parseSourceInput(search), request.signal),
  )
}
