import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseOneInput } from '@/lib/server/inputs'
import { readPlan } from '@/lib/server/planner'

/** `GET /api/plan?s=localhost:5000/app`: a plan read out of a real series. */
export function GET(request: NextRequest) {
  return answer(request.signal, () => {
    const { strategy, ...question } = parseOneInput(request.nextUrl.searchParams)
    return readPlan(strategy, question, request.signal)
  })
}
