import { useMemo } from 'react'
import type { CompareReport } from '@/lib/analysis/report'
import type { NoteView } from '@/lib/document/compare/note-link'
import { tagSource } from '@/lib/link/source-choice'
import { tagLink } from '@/lib/link/tag-state'
import type { ChartState, ViewState } from '@/lib/link/view-state'

/** What a page's link holds of its cards. */
type CardState = ChartState &
  Pick<
    ViewState,
    'units' | 'total' | 'cached' | 'uncached' | 'sort' | 'cols' | 'bars' | 'source' | 'platform' | 'lang'
  >

export interface CardsProps {
  readonly report: CompareReport
  readonly state: CardState
  readonly onChange: (change: Partial<CardState>) => void
  /** Before the ids of the cards, where a page has them twice. */
  readonly prefix?: string
  /** Before their titles there. */
  readonly under?: string
  /** Sentences below its figures. */
  readonly remarks?: readonly string[] | undefined
}

/** Links to tags' pages. Of a tag: its canonical reference, and the opened snapshot that it is read from, if any. */
export function tagHrefOf({
  source,
  platform,
  units,
  lang,
}: Pick<CardState, 'source' | 'platform' | 'units' | 'lang'>) {
  return (ref: string, from?: string): string =>
    tagLink({ ref, source: tagSource(source, from), platform, units, lang })
}

/** What links of what stands out have, the same as long as the page's link says the same of it. */
export function useLinked({ source, platform, units, lang }: CardState): NoteView {
  return useMemo(() => ({ source, platform, units, lang }), [source, platform, units, lang])
}
