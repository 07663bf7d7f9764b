import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readPull } from '@/lib/server/downloads'
import { parsePullInput } from '@/lib/server/inputs'

/** `GET /api/pull?s=localhost:5000/app&tag=0.0.2&cache=previous`: one pull, layer by layer, with the reasons. */
export function GET(request: NextRequest) {
  return answer(request.signal, () => readPull(parsePullInput(request.nextUrl.searchParams), request.signal))
}
