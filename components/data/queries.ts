import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CompareInput } from '@/lib/analysis/question'
import type { CompareReport } from '@/lib/analysis/report'
import type { RepositoriesReport, SourcesReport, TagsReport } from '@/lib/analysis/sources-report'
import { unpackText } from '@/lib/analysis/wire'
import type { SnapshotsReport } from '@/lib/link/snapshots'
import { compareSearch } from '@/lib/link/view-state'
import { getJson, getText } from './get-json'

/** Registries send no events: the page asks again this often. The daemon's events come at once. */
const REFRESH_MS = 10_000

/** A report that is asked for again and again, and travels packed; the one before is shown until it is there. */
export const packedQuery = <T>(endpoint: string, search: string) =>
  queryOptions({
    queryKey: [endpoint, search],
    queryFn: ({ signal }) => getText(`/api/${endpoint}-packed${search}`, signal),
    // One function for all: another would have each drawing of the page unpack its report again.
    select: unpackText<T>,
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  })

/** @param search  with its `?`, where the endpoint takes parameters */
const reportQuery = <T>(endpoint: string, search = '') =>
  queryOptions({
    queryKey: [endpoint, search],
    queryFn: ({ signal }) => getJson<T>(`/api/${endpoint}${search}`, signal),
  })

export const compareQuery = (input: CompareInput) =>
  packedQuery<CompareReport>('compare', compareSearch(input))

export const sourcesQuery = () =>
  queryOptions({ ...reportQuery<SourcesReport>('sources'), refetchInterval: REFRESH_MS })

export const repositoriesQuery = (source: CompareInput['source']) =>
  reportQuery<RepositoriesReport>('repositories', `?source=${source}`)

export const tagsQuery = (repository: string, source: CompareInput['source']) =>
  reportQuery<TagsReport>('tags', `?${new URLSearchParams({ repository, source })}`)

export const snapshotsQuery = () => reportQuery<SnapshotsReport>('snapshots')

export const archivesQuery = () =>
  reportQuery<{ readonly archives: readonly string[]; readonly waiting: number }>('archives')
