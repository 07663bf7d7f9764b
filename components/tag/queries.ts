import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ChainReport, FilesReport, SharedReport } from '@/lib/analysis/chain-report'
import type { DiffFilesReport, DiffReport } from '@/lib/analysis/diff-report'
import type { PlaceReport } from '@/lib/analysis/place-report'
import type { DiffFilesInput, FilesInput, SourceChoice } from '@/lib/analysis/question'
import type { ImageReport } from '@/lib/analysis/report'
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

/** The question for the files of some tags. */
export function scanSearch(references: readonly string[], { platform, source }: Omit<ImageKey, 'reference'>) {
  const search = new URLSearchParams(references.map((reference) => ['reference', reference]))
  search.set('source', source)
  if (platform !== undefined) search.set('platform', platform)
  return `?${search}`
}

/** What an endpoint says of an image or a pair of them. */
const asked = <Report>(endpoint: string, of: ImageKey | PairKey, input: Values = {}) =>
  queryOptions({
    queryKey: [endpoint, of, input],
    queryFn: ({ signal }) => getJson<Report>(`/api/${endpoint}${searchOf({ ...of, ...input })}`, signal),
  })

/** A tag with its layers and what their files show. @param report  where it is there already */
export const shownQuery = (image: ImageKey, report: ImageReport | undefined) =>
  queryOptions({
    queryKey: ['chain', image],
    queryFn: async ({ signal }) => {
      const search = searchOf({ ...image })
      const [read, chain] = await Promise.all([
        report ?? getJson<ImageReport>(`/api/image${search}`, signal),
        getJson<ChainReport>(`/api/chain${search}`, signal),
      ])
      return { report: read, chain }
    },
    placeholderData: keepPreviousData,
  })
export const sharedQuery = (image: ImageKey) => asked<SharedReport>('shared', image)
/** One series has one answer for its tags: that of the tag before stands until the next has come. */
export const placeQuery = (image: ImageKey) => asked<PlaceReport>('place', image)
export const diffQuery = (pair: PairKey) => asked<DiffReport>('diff', pair)

/** A layer's files never change. */
export const filesQuery = (image: ImageKey, { along, ...input }: FilesInput) => ({
  ...asked<FilesReport>('files', image, { ...input, along: along.join(',') || undefined }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const diffFilesQuery = (pair: PairKey, input: DiffFilesInput) => ({
  ...asked<DiffFilesReport>('diff/files', pair, { ...input }),
  placeholderData: keepPreviousData,
})
