import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { refusalOf } from '@/lib/server/door'
import { InputError, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'

/** `GET /api/archives`: image archives that can be opened as `source=archive:<name>`. */
export function GET(request: NextRequest) {
  return letIn(request, async () => ({ archives: await runtime().archives.list() }))
}

/** `POST /api/archives?name=app.tar`: reads the archive in the body, as `docker save` writes it. */
export function POST(request: NextRequest) {
  return letIn(request, async () => {
    const { body } = request
    if (!body) throw new InputError('body: expected an image archive')
    const chunks = body as unknown as AsyncIterable<Uint8Array>
    const name = await runtime().archives.upload(
      chunks,
      parseName(request.nextUrl.searchParams),
      request.signal,
    )
    return { name }
  })
}

/** The proxy leaves these routes out, since it would hold an upload in memory: the door is here. */
function letIn(request: NextRequest, work: () => Promise<unknown>): Response | Promise<Response> {
  return refusalOf(request, runtime().config.allowedHosts) ?? answer(work)
}
