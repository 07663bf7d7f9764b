import type { NextRequest } from 'next/server'
import { answerLetIn } from '@/lib/server/answer'
import { parseBody, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'
import { describeOpen, readSnapshots } from '@/lib/server/snapshots/list'

/** `GET /api/snapshots`: snapshots that can be opened as `source=snapshot:<name>`; with `name`, that one alone. */
export function GET(request: NextRequest) {
  const { nextUrl, signal } = request
  const { searchParams } = nextUrl
  return answerLetIn(request, async () => {
    if (!searchParams.has('name')) return readSnapshots(signal)
    return describeOpen(await runtime().snapshots.open(parseName(searchParams), signal), signal)
  })
}

/** `POST /api/snapshots?name=before.strata.json`: opens the snapshot in the body, plain or gzip. */
export function POST(request: NextRequest) {
  return answerLetIn(request, async () => {
    const { headers, nextUrl, signal } = request
    const body = parseBody(request, 'a snapshot')
    const name = parseName(nextUrl.searchParams, 'snapshot.strata.json')
    const length = Number(headers.get('content-length') ?? 0)
    const { uploads, snapshots } = runtime()
    const read = (chunks: AsyncIterable<Uint8Array>) => snapshots.upload(chunks, name, length)
    return describeOpen(await uploads.read(body, name, signal, read), signal)
  })
}
