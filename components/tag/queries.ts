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

/** Two images of one source. */
export interface PairKey extends Omit<ImageKey, 'reference'> {
  readonly a: string
  readonly b: string
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>

/** A query string of these values; what is undefined is left out. */
export function searchOf(values: Values): string {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return `?${new URLSearchParams(given)}`
}

/** What an endpoint says of an image or a pair of them. */
const asked = <Report>(endpoint: string, of: ImageKey | PairKey, input: Values = {}) =>
  queryOptions({
    queryKey: [endpoint, of, input],
    queryFn: ({ signal }) => getJson<Report>(`/api/${endpoint}${searchOf({ ...of, ...input })}`, signal),
  })

export const chainQuery = (image: ImageKey) => asked<ChainReport>('chain', image)
export const sharedQuery = (image: ImageKey) => asked<SharedReport>('shared', image)
export const diffQuery = (pair: PairKey) => asked<DiffReport>('diff', pair)

/** A layer's files never change. */
export const filesQuery = (image: ImageKey, input: FilesInput) => ({
  ...asked<FilesReport>('files', image, { ...input }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const diffFilesQuery = (pair: PairKey, input: DiffFilesInput) => ({
  ...asked<DiffFilesReport>('diff/files', pair, { ...input }),
  placeholderData: keepPreviousData,
})
