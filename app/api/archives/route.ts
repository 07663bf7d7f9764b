import type { NextRequest } from 'next/server'
import { answerLetIn } from '@/lib/server/answer'
import { InputError, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'

/** `GET /api/archives`: image archives that can be opened as `source=archive:<name>`. */
export function GET(request: NextRequest) {
  return answerLetIn(request, async () => ({ archives: await runtime().archives.list() }))
}

/** `POST /api/archives?name=app.tar`: reads the archive in the body, as `docker save` writes it. */
export function POST(request: NextRequest) {
  return answerLetIn(request, async () => {
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
