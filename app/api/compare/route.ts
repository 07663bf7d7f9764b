import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readCompare } from '@/lib/server/compare'
import { parseCompareInput } from '@/lib/server/inputs'

/** `GET /api/compare?s=localhost:5000/app&s=redis&basis=unpacked`: the cells of the Compare page. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () =>
    readCompare(parseCompareInput(request.nextUrl.searchParams), request.signal),
  )
}
