import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CompareInput } from '@/lib/analysis/question'
import type { CompareReport } from '@/lib/analysis/report'
import type { RepositoriesReport, SourcesReport, TagsReport } from '@/lib/analysis/sources-report'
import { compareSearch } from '@/lib/link/view-state'
import { getJson } from './get-json'

/** Registries tell nothing by themselves: the page asks again this often. The daemon's events come at once. */
const REFRESH_MS = 10_000

export const compareQuery = (input: CompareInput) =>
  queryOptions({
    queryKey: ['compare', compareSearch(input)],
    queryFn: ({ signal }) => getJson<CompareReport>(`/api/compare${compareSearch(input)}`, signal),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  })

export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<SourcesReport>('/api/sources', signal),
    refetchInterval: REFRESH_MS,
  })

export const repositoriesQuery = (source: CompareInput['source']) =>
  queryOptions({
    queryKey: ['repositories', source],
    queryFn: ({ signal }) => getJson<RepositoriesReport>(`/api/repositories?source=${source}`, signal),
  })

export const tagsQuery = (repository: string, source: CompareInput['source']) =>
  queryOptions({
    queryKey: ['tags', repository, source],
    queryFn: ({ signal }) =>
      getJson<TagsReport>(`/api/tags?${new URLSearchParams({ repository, source })}`, signal),
  })
