import type { CompareReport, Note } from '../../analysis/report'
import { tagSource } from '../../link/source-choice'
import { type TagState, tagLink } from '../../link/tag-state'
import { notedTags } from '../words/notes'

/** Where a note leads: to its tag beside the one before, at its file; to the tag alone where there is none before. */
export function noteHref(
  note: Note,
  report: CompareReport,
  view: Pick<TagState, 'source' | 'platform' | 'units' | 'lang'>,
): string {
  const { source, platform, units, lang } = view
  const [tag, before] = notedTags(report, note)
  const from = report.strategies[note.strategy]?.from?.name
  return tagLink({
    ...{ ref: tag?.reference ?? '', source: tagSource(source, from), platform, units, lang },
    ...(before && { tab: 'compare', with: before.reference, find: note.file?.path ?? '' }),
  })
}
