import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlaceReport } from '@/lib/analysis/place-report'
import { alongOf } from '@/lib/document/tag/along'
import { placeQuery } from '../queries'
import { useTag } from '../use-tag'

/** The series of the tag, and the tags of it whose files are listed with the tag's own, first to last. */
export function useSeries(): {
  readonly place: PlaceReport | undefined
  readonly along: readonly string[]
} {
  const { image, state, chosen, report } = useTag()
  const { data } = useQuery({ ...placeQuery(image), placeholderData: keepPreviousData })
  const name = image.reference.slice(image.reference.lastIndexOf(':') + 1)
  const tags = data?.tags ?? []
  const own = tags.findIndex(({ tag }) => tag === name)
  // What has come for the tag before says where this one stands, where they are of one series.
  const at = own === -1 ? undefined : own
  const isWhole = chosen === (report.tag.image?.layers.length ?? 0) - 1
  const isMerged = state.view === 'union' && !state.hidden && isWhole
  const along = state.along && isMerged ? alongOf(tags, name) : []
  return { place: data && at !== undefined ? { ...data, at } : undefined, along: useStable(along) }
}

/** The same list as long as it holds the same. */
function useStable(list: readonly string[]): readonly string[] {
  const [kept, setKept] = useState(list)
  if (kept.join() === list.join()) return kept
  setKept(list)
  return list
}
