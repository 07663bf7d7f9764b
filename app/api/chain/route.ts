import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readChain } from '@/lib/server/chain'
import { parseImageInput } from '@/lib/server/inputs'

/** `GET /api/chain?reference=localhost:5000/app:0.0.1`: one tag's layers and what their files tell. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { reference, ...rest } = parseImageInput(request.nextUrl.searchParams)
    return readChain(reference, rest, request.signal)
  })
}
