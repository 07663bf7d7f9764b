import { queryOptions } from '@tanstack/react-query'
import { getJson, readJson } from '../data/get-json'

/** `GET /api/archives`. */
export const archivesQuery = () =>
  queryOptions({
    queryKey: ['archives'],
    queryFn: ({ signal }) => getJson<{ readonly archives: readonly string[] }>('/api/archives', signal),
  })

/** Sends an image archive to be read. @returns the name under which it can be opened. @throws ApiError */
export async function uploadArchive(file: File): Promise<{ readonly name: string }> {
  const search = new URLSearchParams({ name: file.name })
  return readJson(await fetch(`/api/archives?${search}`, { method: 'POST', body: file }))
}
