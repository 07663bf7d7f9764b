import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseImageInput } from '@/lib/server/inputs'
import { readShared } from '@/lib/server/shared-tags'

/** `GET /api/shared?reference=localhost:5000/app:0.0.1`: which other tags hold each of its layers. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { reference, ...rest } = parseImageInput(request.nextUrl.searchParams)
    return readShared(reference, rest, request.signal)
  })
}
