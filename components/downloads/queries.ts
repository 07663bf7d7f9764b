import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import type { DownloadsInput } from '@/lib/analysis/question'
import { downloadsSearch } from '@/lib/link/downloads-state'
import { getJson } from '../data/get-json'

/** Registries send no events: the page asks again this often. */
const REFRESH_MS = 10_000

export const downloadsQuery = (input: DownloadsInput) =>
  queryOptions({
    queryKey: ['downloads', downloadsSearch(input)],
    queryFn: ({ signal }) => getJson<DownloadsReport>(`/api/downloads${downloadsSearch(input)}`, signal),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  })
