import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readDownloads } from '@/lib/server/downloads'
import { parseDownloadsInput } from '@/lib/server/inputs'

/** `GET /api/downloads?s=…`: the comparison, the upgrade matrix and the growth of storage of each strategy. */
export function GET(request: NextRequest) {
  return answer(request.signal, () =>
    readDownloads(parseDownloadsInput(request.nextUrl.searchParams), request.signal),
  )
}
