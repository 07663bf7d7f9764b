import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readImage } from '@/lib/server/image'
import { parseImageInput } from '@/lib/server/inputs'

/** `GET /api/image?reference=localhost:5000/app:0.0.1`: one tag's layers and history. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { reference, ...rest } = parseImageInput(request.nextUrl.searchParams)
    return readImage(reference, rest, request.signal)
  })
}
