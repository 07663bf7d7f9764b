import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { ENDPOINTS } from '@/lib/server/endpoints'
import { exportFile } from '@/lib/server/exports/file'

interface Context {
  readonly params: Promise<{ readonly file: string }>
}

/**
 * `GET /api/compare?s=localhost:5000/app`: JSON, see `ENDPOINTS`.
 *
 * `GET /api/compare.md?s=localhost:5000/app&card=cached`: what a page's cards say, as a file. Beside the page's own
 * parameters: `card`, `lang`, `download`, and for pictures `show`, `size`, `theme`, `dpr`.
 */
export function GET(request: NextRequest, { params }: Context) {
  const { nextUrl, signal } = request
  return answer(signal, async () => {
    const { file } = await params
    const read = ENDPOINTS.get(file)
    return read ? read(nextUrl.searchParams, signal) : exportFile(file, request)
  })
}
