import 'server-only'
import type { NextRequest } from 'next/server'
import { answer } from './answer'
import { refusalOf } from './door'
import { runtime } from './runtime'

/** Answers a route that takes uploads. The proxy leaves those out, since it would hold them in memory: the door is here. */
export function answerLetIn(
  request: NextRequest,
  work: () => Promise<unknown>,
): Response | Promise<Response> {
  return refusalOf(request, runtime().config.allowedHosts) ?? answer(request.signal, work)
}
