import { withBase } from '@/lib/link/base-path'
import type { OpenSnapshot } from '@/lib/link/snapshots'
import type { SourceFailure } from '@/lib/oci/failure'
import { ApiError, readJson } from './get-json'

async function upload<T>(endpoint: string, file: File): Promise<T> {
  const search = new URLSearchParams({ name: file.name })
  return readJson(await fetch(withBase(`/api/${endpoint}?${search}`), { method: 'POST', body: file }))
}

/** Sends an image archive to be read. @returns the name under which it can be opened. @throws ApiError */
export const uploadArchive = (file: File) => upload<{ readonly name: string }>('archives', file)

/**
 * Sends a snapshot to be opened. One that is too large is not sent at all.
 *
 * @param limitBytes  where it is known
 * @throws ApiError
 */
export async function uploadSnapshot(file: File, limitBytes?: number): Promise<OpenSnapshot> {
  if (limitBytes === undefined || file.size <= limitBytes) return upload('snapshots', file)
  const at = file.name
  const failure: SourceFailure = { code: 'bad-snapshot', at, problem: { code: 'too-large', limitBytes } }
  const problem = { type: 'about:blank', title: 'Too large', status: 413, detail: at, code: failure.code }
  throw new ApiError({ ...problem, failure })
}
