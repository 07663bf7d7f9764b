import { queryOptions } from '@tanstack/react-query'
import { ApiError, getJson, readJson } from '@/components/data/get-json'
import type { OpenSnapshot, SnapshotsReport } from '@/lib/link/snapshots'
import type { SourceFailure } from '@/lib/oci/failure'

export const snapshotsQuery = () =>
  queryOptions({
    queryKey: ['snapshots'],
    queryFn: ({ signal }) => getJson<SnapshotsReport>('/api/snapshots', signal),
  })

/**
 * Sends a snapshot to be opened. One that is too large is not sent at all.
 *
 * @param limitBytes  where it is known
 * @throws ApiError
 */
export async function uploadSnapshot(file: File, limitBytes?: number): Promise<OpenSnapshot> {
  if (limitBytes !== undefined && file.size > limitBytes) throw tooLarge(file.name, limitBytes)
  const search = new URLSearchParams({ name: file.name })
  return readJson(await fetch(`/api/snapshots?${search}`, { method: 'POST', body: file }))
}

function tooLarge(at: string, limitBytes: number): ApiError {
  const failure: SourceFailure = { code: 'bad-snapshot', at, problem: { code: 'too-large', limitBytes } }
  const problem = { type: 'about:blank', title: 'Too large', status: 413, detail: at, code: failure.code }
  return new ApiError({ ...problem, failure })
}
