import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseRepositoryInput, parseSourceInput } from '@/lib/server/inputs'
import { readTags } from '@/lib/server/inventory'

/** `GET /api/tags?repository=localhost:5000/app`: tags, first to last version. */
export function GET(request: NextRequest) {
  const search = request.nextUrl.searchParams
  return answer(request.signal, async () =>
    readTags(parseRepositoryInput(search), parseSourceInput(search), request.signal),
  )
}
