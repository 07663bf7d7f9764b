import type { CompareReport, Note, TagReport } from '../../analysis/report'
import { tagSource } from '../../link/source-choice'
import { type TagState, tagLink } from '../../link/tag-state'

/** What the link of a note has of its page's. */
export interface NoteView extends Pick<TagState, 'source' | 'platform' | 'units' | 'lang'> {
  /** Of the server, before links that leave it: `http://127.0.0.1:3000`. */
  readonly address?: string | undefined
}

/** The tag that a note is about, and the one before it. */
export function notedTags(
  { strategies }: CompareReport,
  { strategy, tag }: Note,
): readonly (TagReport | undefined)[] {
  const { tags } = strategies[strategy] ?? {}
  return [tags?.[tag], tags?.[tag - 1]]
}

/** Where a note leads: to its tag beside the one before, at its file; to the tag alone where there is none before. */
export function noteHref(note: Note, report: CompareReport, view: NoteView): string {
  const { source, platform, units, lang, address = '' } = view
  const [tag, before] = notedTags(report, note)
  const from = report.strategies[note.strategy]?.from?.name
  const link = tagLink({
    ...{ ref: tag?.reference ?? '', source: tagSource(source, from), platform, units, lang },
    ...(before && { tab: 'compare', with: before.reference, find: note.file?.path ?? '' }),
  })
  return address + link
}
