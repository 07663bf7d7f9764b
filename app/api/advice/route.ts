import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseOneInput } from '@/lib/server/inputs'
import { readAdvice } from '@/lib/server/planner'

/** `GET /api/advice?s=localhost:5000/app`: a re-layering that would cost the series less. */
export function GET(request: NextRequest) {
  return answer(request.signal, () => {
    const { strategy, ...question } = parseOneInput(request.nextUrl.searchParams)
    return readAdvice(strategy, question, request.signal)
  })
}
