import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { readFiles } from '@/lib/server/files'
import { parseFilesInput, parseImageInput } from '@/lib/server/inputs'

/** `GET /api/files?reference=…&view=layer&layer=1&path=usr`: a part of the files of a layer or of a tag. */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const search = request.nextUrl.searchParams
    const { reference, ...rest } = parseImageInput(search)
    return readFiles(reference, rest, parseFilesInput(search), request.signal)
  })
}
