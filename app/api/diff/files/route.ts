import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseDiffFilesInput, parsePairInput } from '@/lib/server/inputs'
import { readDiffFiles } from '@/lib/server/tag-diff'

/** `GET /api/diff/files?a=…&b=…&pair=3`: a part of the paths that differ. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const search = request.nextUrl.searchParams
    const { a, b, ...rest } = parsePairInput(search)
    return readDiffFiles(a, b, rest, parseDiffFilesInput(search), request.signal)
  })
}
