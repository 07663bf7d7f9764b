import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { refusalOf } from '@/lib/server/door'
import { InputError, parseName } from '@/lib/server/inputs'
import { runtime } from '@/lib/server/runtime'
import { describeOpen, readSnapshot, readSnapshots } from '@/lib/server/snapshots/list'

/** `GET /api/snapshots`: snapshots that can be opened as `source=snapshot:<name>`; with `name`, that one alone. */
export function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl
  return letIn(request, async () =>
    searchParams.has('name') ? readSnapshot(parseName(searchParams)) : readSnapshots(),
  )
}

/** `POST /api/snapshots?name=before.strata.json`: opens the snapshot in the body, plain or gzip. */
export function POST(request: NextRequest) {
  return letIn(request, async () => {
    const { body, headers } = request
    if (!body) throw new InputError('body: expected a snapshot')
    const chunks = body as unknown as AsyncIterable<Uint8Array>
    const name = parseName(request.nextUrl.searchParams, 'snapshot.strata.json')
    const told = Number(headers.get('content-length') ?? 0)
    return describeOpen(await runtime().snapshots.upload(chunks, name, told))
  })
}

/** The proxy leaves these routes out, since it would hold an upload in memory: the door is here. */
function letIn(request: NextRequest, work: () => Promise<unknown>): Response | Promise<Response> {
  return refusalOf(request, runtime().config.allowedHosts) ?? answer(work)
}
