import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parsePairInput } from '@/lib/server/inputs'
import { readDiff } from '@/lib/server/tag-diff'

/** `GET /api/diff?a=app:0.0.1&b=app:0.0.2`: two tags, step by step. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { a, b, ...rest } = parsePairInput(request.nextUrl.searchParams)
    return readDiff(a, b, rest, request.signal)
  })
}
