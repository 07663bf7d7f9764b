import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ChainReport, FilesReport, SharedReport } from '@/lib/analysis/chain-report'
import type { DiffFilesReport, DiffReport } from '@/lib/analysis/diff-report'
import type { DiffFilesInput, FilesInput, SourceChoice } from '@/lib/analysis/question'
import { getJson } from '../data/get-json'

/** Which image is meant: a reference, and what chooses between several of that name. */
export interface ImageKey {
  readonly reference: string
  readonly platform?: string | undefined
  readonly source: SourceChoice
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>

/** A query string of these values; what is undefined is left out. */
export function searchOf(values: Values): string {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return `?${new URLSearchParams(given)}`
}

export const chainQuery = (image: ImageKey) =>
  queryOptions({
    queryKey: ['chain', image],
    queryFn: ({ signal }) => getJson<ChainReport>(`/api/chain${searchOf({ ...image })}`, signal),
  })

export const sharedQuery = (image: ImageKey) =>
  queryOptions({
    queryKey: ['shared', image],
    queryFn: ({ signal }) => getJson<SharedReport>(`/api/shared${searchOf({ ...image })}`, signal),
  })

export const filesQuery = (image: ImageKey, input: FilesInput) =>
  queryOptions({
    queryKey: ['files', image, input],
    queryFn: ({ signal }) => getJson<FilesReport>(`/api/files${searchOf({ ...image, ...input })}`, signal),
    // A layer's files never change.
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Two images of one source. */
export interface PairKey {
  readonly a: string
  readonly b: string
  readonly platform?: string | undefined
  readonly source: SourceChoice
}

export const diffQuery = (pair: PairKey) =>
  queryOptions({
    queryKey: ['diff', pair],
    queryFn: ({ signal }) => getJson<DiffReport>(`/api/diff${searchOf({ ...pair })}`, signal),
  })

export const diffFilesQuery = (pair: PairKey, input: DiffFilesInput) =>
  queryOptions({
    queryKey: ['diff-files', pair, input],
    queryFn: ({ signal }) =>
      getJson<DiffFilesReport>(`/api/diff/files${searchOf({ ...pair, ...input })}`, signal),
    placeholderData: keepPreviousData,
  })
