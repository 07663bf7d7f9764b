import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { fileName } from '@/lib/server/snapshots/file-name'
import { saveSnapshot } from '@/lib/server/snapshots/save'
import { parseSaveInput } from '@/lib/server/snapshots/save-input'

const pack = promisify(gzip)

/**
 * `GET /api/snapshot?view=/downloads?s=localhost:5000/app&title=Before&notes=…&files=true&gzip=true`: what the page
 * shows as a file that opens elsewhere. The page's own parameters may be given instead of `view`.
 */
export function GET(request: NextRequest) {
  return answer(request.signal, async () => {
    const { gzip: packed, ...question } = parseSaveInput(request.nextUrl.searchParams)
    const saved = await saveSnapshot(question, request.signal)
    return new Response(packed ? new Uint8Array(await pack(saved.text)) : saved.text, {
      headers: {
        'content-type': packed ? 'application/gzip' : 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(saved, packed)}"`,
        'cache-control': 'no-store',
      },
    })
  })
}
