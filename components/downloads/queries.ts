import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DownloadsReport, PullReport } from '@/lib/analysis/downloads-report'
import type { DownloadsInput, PullInput } from '@/lib/analysis/question'
import { downloadsSearch, pullSearch } from '@/lib/link/downloads-state'
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

export const pullQuery = (input: PullInput) =>
  queryOptions({
    queryKey: ['pull', pullSearch(input)],
    queryFn: ({ signal }) => getJson<PullReport>(`/api/pull${pullSearch(input)}`, signal),
    placeholderData: keepPreviousData,
  })
