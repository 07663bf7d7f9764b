import type { NextRequest } from 'next/server'
import { answerLetIn } from '@/lib/server/answer'
import { InputError, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'
import { describeOpen, readSnapshot, readSnapshots } from '@/lib/server/snapshots/list'

/** `GET /api/snapshots`: snapshots that can be opened as `source=snapshot:<name>`; with `name`, that one alone. */
export function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl
  return answerLetIn(request, async () =>
    searchParams.has('name')
      ? readSnapshot(parseName(searchParams), request.signal)
      : readSnapshots(request.signal),
  )
}

/** `POST /api/snapshots?name=before.strata.json`: opens the snapshot in the body, plain or gzip. */
export function POST(request: NextRequest) {
  return answerLetIn(request, async () => {
    const { body, headers } = request
    if (!body) throw new InputError('body: expected a snapshot')
    const chunks = body as unknown as AsyncIterable<Uint8Array>
    const name = parseName(request.nextUrl.searchParams, 'snapshot.strata.json')
    const told = Number(headers.get('content-length') ?? 0)
    return describeOpen(await runtime().snapshots.upload(chunks, name, told), request.signal)
  })
}
