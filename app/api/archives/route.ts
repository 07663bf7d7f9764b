import type { NextRequest } from 'next/server'
import { answerLetIn } from '@/lib/server/answer'
import { parseBody, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'

/** `GET /api/archives`: image archives that can be opened as `source=archive:<name>`, and how many uploads wait to be read. */
export function GET(request: NextRequest) {
  return answerLetIn(request, async () => {
    const { archives, uploads } = runtime()
    return { archives: await archives.list(), waiting: uploads.waiting }
  })
}

/** `POST /api/archives?name=app.tar`: reads the archive in the body, as `docker save` writes it. */
export function POST(request: NextRequest) {
  return answerLetIn(request, async () => {
    const body = parseBody(request, 'an image archive')
    const name = parseName(request.nextUrl.searchParams)
    const { uploads, archives } = runtime()
    const read = (chunks: AsyncIterable<Uint8Array>) => archives.upload(chunks, name, request.signal)
    return { name: await uploads.read(body, name, request.signal, read) }
  })
}
