import type { NextRequest } from 'next/server'
import { answer } from '@/lib/server/answer'
import { parseDiffFilesInput } from '@/lib/server/inputs'
import { readDiffFiles } from '@/lib/server/tag-diff'

/** `GET /api/diff/files?a=…&b=…&pair=3`: a part of the paths that differ. */
export function GET({ nextUrl, signal }: NextRequest) {
  return answer(signal, async () => readDiffFiles(parseDiffFilesInput(nextUrl.searchParams), signal))
}
