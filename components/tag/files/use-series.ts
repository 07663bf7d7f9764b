import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlaceReport, PlaceTag } from '@/lib/analysis/place-report'
import { placeQuery } from '../queries'
import { useTag } from '../use-tag'

/** So many tags are laid beside one another. */
const MOST_ALONG = 24

export const isRead = ({ files }: PlaceTag) => files !== undefined && files.known === files.layers

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
  const known = tags.flatMap((tag) => (isRead(tag) ? [tag.tag] : []))
  const near = windowOf(known, known.indexOf(name))
  const isAlong =
    state.view === 'union' && !state.hidden && isWhole && known.includes(name) && near.length > 1
  const along = isAlong ? near : []
  return { place: data && at !== undefined ? { ...data, at } : undefined, along: useStable(along) }
}

/** The names nearest to one of them. */
function windowOf(names: readonly string[], at: number): readonly string[] {
  const from = Math.max(0, Math.min(at - MOST_ALONG / 2, names.length - MOST_ALONG))
  return names.slice(from, from + MOST_ALONG)
}

/** The same list as long as it holds the same. */
function useStable(list: readonly string[]): readonly string[] {
  const [kept, setKept] = useState(list)
  if (kept.join() === list.join()) return kept
  setKept(list)
  return list
}
