import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CompareInput, CompareReport, Problem, RepositoriesReport, SourcesReport } from './compare'
import { compareSearch } from './view-state'

/** Registries tell nothing by themselves: the page asks again this often. The daemon's events come at once. */
const REFRESH_MS = 10_000

/** An answer that was a problem document, or none at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal })
  if (response.ok) return (await response.json()) as T
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  const { status, statusText } = response
  throw new ApiError(
    problem ?? { type: 'about:blank', title: statusText, status, detail: statusText, code: 'http' },
  )
}

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
