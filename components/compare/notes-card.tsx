import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { NoteNumber } from '@/components/display/note-number'
import { StrategyMark } from '@/components/display/strategy-mark'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import type { CompareReport } from '@/lib/analysis/report'
import { notedTags, noteHref } from '@/lib/document/compare/note-link'
import { noteLabel, noteWhy } from '@/lib/document/words/notes'
import type { ViewState } from '@/lib/link/view-state'
import { plain } from '@/lib/oci/plain'

interface Props {
  readonly report: CompareReport
  readonly view: ViewState
}

/** What stands out in the series, each a link to what changed there; nothing where nothing does. */
export function NotesCard({ report, view }: Props) {
  const t = useTranslations('notes')
  const context = { ...view, words: useWords() }
  if (report.notes.length === 0) return null
  return (
    <Card id="notes" card="notes" title={t('heading')} note={t('note')} landmark whole>
      <ol className="grid gap-x-8 gap-y-2 lg:grid-cols-2">
        {report.notes.map((note, at) => {
          const { name = '', colour = 0 } = report.strategies[note.strategy] ?? {}
          const [, before] = notedTags(report, note)
          return (
            <li
              key={`${note.strategy} ${note.code} ${note.tag}`}
              className="flex gap-1.5 leading-6 [overflow-wrap:anywhere]"
            >
              <span className="mt-1 inline-flex items-center gap-1 self-start">
                <NoteNumber number={at + 1} colour={colour} />
                <StrategyMark colour={colour} className="size-3" />
              </span>
              <span className="min-w-0">
                <span className="text-muted text-sm">{plain(name)}</span>{' '}
                <Link
                  href={noteHref(note, report, view)}
                  title={before && t('changed', { before: plain(before.tag) })}
                  className="text-brand tabular-nums underline underline-offset-4"
                >
                  {noteLabel(note, report, context)}
                </Link>
                <span className="block text-muted text-sm">{noteWhy(note, report, context)}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
